case ARGV.first
when "zero" then exit
when "return" then nil
when "one"
  puts "leaving"
  exit 1
when "error" then raise "nobody rescues this"
else abort "usage: main zero|return|one|error"
end
