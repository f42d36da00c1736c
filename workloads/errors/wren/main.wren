import "system" for Process

class Steps {
  static isNumber(text) { (1..9).contains(text.count) && text.bytes.all {|byte| (48..57).contains(byte) } }

  static half(text) {
    if (!isNumber(text)) Fiber.abort("%(text) is no number")
    var number = Num.fromString(text)
    if (number % 2 == 1) Fiber.abort("%(number) is odd")
    return number / 2
  }

  // The result of a function whose error goes on once the step is closed.
  static step(text) {
    System.print("open %(text)")
    var fiber = Fiber.new { half(text) }
    var result = fiber.try()
    System.print("close %(text)")
    if (fiber.error) Fiber.abort(fiber.error)
    return result
  }
}

for (text in Process.arguments) {
  if (text == "uncaught") Fiber.abort("nothing catches this")
  var fiber = Fiber.new { Steps.step(text) }
  var result = fiber.try()
  System.print(fiber.error ? "error: %(fiber.error)" : "half %(result)")
}
System.print("done")
