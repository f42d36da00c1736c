import "system" for Process, Random, Stdout

var numbers = Process.arguments.map {|text| Num.fromString(text) }.toList
for (draw in 0...numbers[1]) Stdout.write(Random.bytes(numbers[0]))
