$stdout.sync = $stderr.sync = true

case ARGV.first
when "small"
  1.upto(10) do |line|
    $stdout.puts "out #{line}"
    $stderr.puts "err #{line}"
  end
when "large"
  256.times do |block|
    letter = ("a".ord + block % 26).chr
    $stdout.write letter * 4096
    $stderr.write letter.upcase * 4096
  end
else
  warn "usage: main small|large"
  exit 2
end
