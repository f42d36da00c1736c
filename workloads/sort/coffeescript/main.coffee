n = Number wasi.args()[0]

x = 42
numbers = new Uint32Array n
for i in [0...n]
  x = Math.imul(x, 1664525) + 1013904223
  numbers[i] = x
numbers.sort()

sum = 0
sum = (sum + Math.imul(i + 1, number)) | 0 for number, i in numbers
console.log "#{numbers[0]} #{numbers.at -1} #{sum >>> 0}"
