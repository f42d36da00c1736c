n = Number wasi.args()[0]

counts = new Map
x = 42
for _ in [0...n]
  x = (Math.imul(x, 1664525) + 1013904223) | 0
  key = (x >>> 8) % n
  counts.set key, (counts.get(key) ? 0) + 1

all = counts.size
odd = (key for [key, count] from counts when count % 2 isnt 0)
counts.delete key for key in odd

sum = 0
sum += (key + 1) * (counts.get(key) ? 0) for key in [0...n]
console.log "#{all} #{counts.size} #{sum % 2 ** 32}"
