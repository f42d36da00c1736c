def counter(step)
  count = 0
  -> { count += step }
end

def transform(list)
  results = []
  list.each { |element| results << yield(element) }
  results
end

n = Integer(ARGV.fetch(0))
counters = (1..n).map { |i| counter(i) }
last = Array.new(3) { counters.map(&:call) }.last
puts "counters #{last.sum}"

functions = (1..n).map { |i| ->(x) { (31 * x + i) % 1_000_003 } }
puts "composed #{functions.reduce(:>>).call(1)}"

products = transform(1..n) { |i| i * n }
puts "numbers #{products.join(" ")}"
puts "texts #{transform(products) { |product| "#{product}-#{product}" }.join(" ")}"
