import "system" for Process

var n = Num.fromString(Process.arguments[0])

var counts = {}
var x = 42
for (i in 0...n) {
  x = (x * 1664525 + 1013904223) % 4294967296
  var key = (x >> 8) % n
  counts[key] = (counts[key] || 0) + 1
}

var all = counts.count
var odd = counts.keys.where {|key| counts[key] % 2 == 1 }.toList
for (key in odd) counts.remove(key)

var sum = 0
for (key in 0...n) sum = (sum + (key + 1) * (counts[key] || 0)) % 4294967296
System.print("%(all) %(counts.count) %(sum)")
