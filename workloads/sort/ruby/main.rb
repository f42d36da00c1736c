MASK = 0xffff_ffff

state = 42
numbers = Array.new(Integer(ARGV.fetch(0))) { state = (state * 1_664_525 + 1_013_904_223) & MASK }
numbers.sort!
sum = 0
numbers.each.with_index(1) { |number, place| sum += place * number }
puts "#{numbers.first} #{numbers.last} #{sum & MASK}"
