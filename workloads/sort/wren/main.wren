import "system" for Process

var n = Num.fromString(Process.arguments[0])
// A product of two 32-bit numbers may be too large to be whole.
var multiply = Fn.new {|a, b| ((a >> 16) * b % 65536 * 65536 + (a & 65535) * b) % 4294967296 }

var x = 42
var numbers = []
for (i in 0...n) {
  x = (x * 1664525 + 1013904223) % 4294967296
  numbers.add(x)
}
numbers.sort()

var sum = 0
for (i in 0...n) sum = (sum + multiply.call(numbers[i], i + 1)) % 4294967296
System.print("%(numbers[0]) %(numbers[-1]) %(sum)")
