def compute(left, operator, right)
  case operator
  when "/" then (left.abs / right.abs) * ((left < 0) == (right < 0) ? 1 : -1)
  when "%" then right.zero? ? raise(ZeroDivisionError) : left.remainder(right)
  when "<<", ">>" then left.send(operator, right % 32)
  else left.send(operator, right)
  end
end

$stdin.each_line do |line|
  left, operator, right = line.split
  bits = compute(left.to_i, operator, right.to_i) & 0xffff_ffff
  puts format("%d %08x", (bits ^ 0x8000_0000) - 0x8000_0000, bits)
rescue ZeroDivisionError
  puts "undefined"
end
