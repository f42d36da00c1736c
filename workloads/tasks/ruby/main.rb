def multiples(of, times)
  Fiber.new do
    1.upto(times) { |i| Fiber.yield "#{of}:#{of * i}" }
    nil
  end
end

def by_turns(tasks)
  given = []
  until tasks.empty?
    tasks = tasks.select do |task|
      value = task.resume
      given << value if value
    end
  end
  given
end

def whole_numbers(from)
  Fiber.new { from.step { |number| Fiber.yield number } }
end

def without(divisor, numbers)
  Fiber.new do
    loop do
      number = numbers.resume
      Fiber.yield number unless (number % divisor).zero?
    end
  end
end

def primes(count)
  numbers = whole_numbers(2)
  Array.new(count) do
    numbers.resume.tap { |prime| numbers = without(prime, numbers) }
  end
end

n, p = ARGV.map { |text| Integer(text) }
puts "turns #{by_turns((1..n).map { |i| multiples(i, n + 1 - i) }).join(" ")}"
puts "primes #{primes(p).join(" ")}"
