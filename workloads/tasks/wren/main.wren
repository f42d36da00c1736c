import "system" for Process

class Tasks {
  static multiples(of, times) {
    return Fiber.new {
      for (i in 1..times) Fiber.yield("%(of):%(of * i)")
    }
  }

  static byTurns(tasks) {
    return Fiber.new {
      while (!tasks.isEmpty) {
        var going = []
        for (task in tasks) {
          var value = task.call()
          if (task.isDone) continue
          Fiber.yield(value)
          going.add(task)
        }
        tasks = going
      }
    }
  }

  static wholeNumbers(from) {
    return Fiber.new {
      var number = from
      while (true) {
        Fiber.yield(number)
        number = number + 1
      }
    }
  }

  static without(divisor, numbers) {
    return Fiber.new {
      while (true) {
        var number = numbers.call()
        if (number % divisor != 0) Fiber.yield(number)
      }
    }
  }
}

var n = Num.fromString(Process.arguments[0])
var p = Num.fromString(Process.arguments[1])
System.write("turns")
var turns = Tasks.byTurns((1..n).map {|i| Tasks.multiples(i, n + 1 - i) }.toList)
while (true) {
  var value = turns.call()
  if (turns.isDone) break
  System.write(" %(value)")
}

System.write("\nprimes")
var numbers = Tasks.wholeNumbers(2)
for (i in 1..p) {
  var prime = numbers.call()
  System.write(" %(prime)")
  numbers = Tasks.without(prime, numbers)
}
System.print()
