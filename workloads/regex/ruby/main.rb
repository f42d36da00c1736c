def matches(pattern, line)
  found = []
  line.scan(pattern) { found << Regexp.last_match }
  found
end

def find(pattern, lines)
  lines.each.with_index(1) do |line, number|
    matches(pattern, line).each do |match|
      puts ["#{number}:#{match.begin(0) + 1}", *match.to_a.map { |part| "<#{part}>" }].join(" ")
    end
  end
end

def count(pattern, lines)
  each = lines.map { |line| matches(pattern, line).size }
  puts "#{each.sum} in #{each.count(&:positive?)} of #{lines.size} lines"
end

def replace(pattern, lines, template)
  lines.each do |line|
    puts(line.gsub(pattern) do
      match = Regexp.last_match
      template.gsub(/\$(\d)/) { match[$1.to_i] }
    end)
  end
end

begin
  way, pattern, *more = ARGV
  usable = { "find" => 0, "count" => 0, "replace" => 1 }[way] == more.size && pattern
  abort "usage: main find PATTERN | count PATTERN | replace PATTERN WITH" unless usable
  send(way, Regexp.new(pattern), $stdin.readlines(chomp: true), *more)
rescue RegexpError => error
  abort "regex: #{error.message}"
end
