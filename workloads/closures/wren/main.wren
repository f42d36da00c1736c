import "system" for Process

class Functions {
  static counter(step) {
    var count = 0
    return Fn.new { count = count + step }
  }

  static compose(functions) {
    return Fn.new {|value| functions.reduce(value) {|result, function| function.call(result) } }
  }

  static transform(list, function) {
    var results = []
    for (element in list) results.add(function.call(element))
    return results
  }
}

var n = Num.fromString(Process.arguments[0])

var counters = (1..n).map {|i| Functions.counter(i) }.toList
var sum = 0
for (round in 1..3) sum = counters.reduce(0) {|total, count| total + count.call() }
System.print("counters %(sum)")

var functions = (1..n).map {|i| Fn.new {|x| (31 * x + i) % 1000003 } }.toList
System.print("composed %(Functions.compose(functions).call(1))")

var products = Functions.transform(1..n, Fn.new {|i| i * n })
System.print("numbers %(products.join(" "))")
var texts = Functions.transform(products, Fn.new {|product| "%(product)-%(product)" })
System.print("texts %(texts.join(" "))")
