MASK = 0xffff_ffff

n = Integer(ARGV.fetch(0))
counts = Hash.new(0)
state = 42
n.times do
  state = (state * 1_664_525 + 1_013_904_223) & MASK
  counts[(state >> 8) % n] += 1
end
keys = counts.size
counts.delete_if { |_, count| count.odd? }
sum = n.times.sum { |key| (key + 1) * counts.fetch(key, 0) }
puts "#{keys} #{counts.size} #{sum & MASK}"
