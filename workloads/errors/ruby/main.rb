class StepError < StandardError
end

def half(text)
  raise StepError, "#{text} is no number" unless text.match?(/\A\d{1,9}\z/)
  number = text.to_i
  raise StepError, "#{number} is odd" if number.odd?
  number / 2
end

def step(text)
  puts "open #{text}"
  half(text)
ensure
  puts "close #{text}"
end

ARGV.each do |text|
  raise "nothing catches this" if text == "uncaught"
  begin
    puts "half #{step(text)}"
  rescue StepError => error
    puts "error: #{error.message}"
  end
end
puts "done"
