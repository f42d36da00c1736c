MOST = 100_000

def fibonacci(n)
  previous, current = 0, 1
  n.times { previous, current = current, previous + current }
  previous
end

text = ARGV.fetch(0) { $stdin.read }.strip
abort "fibonacci: a whole number from 0 to #{MOST}, please" unless text.match?(/\A\d{1,6}\z/) && text.to_i <= MOST
puts fibonacci(text.to_i)
