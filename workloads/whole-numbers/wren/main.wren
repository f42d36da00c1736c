import "system" for Stdin

class Whole {
  // The 32 bits of a number as one without sign.
  static bits(number) {
    var rest = number % 4294967296
    return rest < 0 ? rest + 4294967296 : rest + 0 // no -0
  }

  static wrap(number) { bits(number) - (bits(number) >= 2147483648 ? 4294967296 : 0) }

  // Wren's numbers are doubles, and a product of 64 bits is too large for one.
  static multiply(left, right) {
    var high = (bits(left) / 65536).floor
    var low = bits(left) % 65536
    return high * bits(right) % 65536 * 65536 + low * bits(right)
  }

  // null: undefined
  static compute(left, operator, right) {
    var shift = bits(right) % 32
    if (operator == "+") return left + right
    if (operator == "-") return left - right
    if (operator == "*") return multiply(left, right)
    if (operator == "/") return right == 0 ? null : (left / right).truncate
    if (operator == "\%") return right == 0 ? null : left % right
    if (operator == "&") return bits(left) & bits(right)
    if (operator == "|") return bits(left) | bits(right)
    if (operator == "^") return bits(left) ^ bits(right)
    if (operator == "<<") return bits(left) * 2.pow(shift)
    if (operator == ">>") return (left / 2.pow(shift)).floor
    Fiber.abort("no operator: %(operator)")
  }

  static hex(number) {
    var rest = bits(number)
    var digits = ""
    for (i in 1..8) {
      digits = "0123456789abcdef"[rest % 16] + digits
      rest = (rest / 16).floor
    }
    return digits
  }
}

for (line in Stdin.readAll().split("\n")) {
  if (line.isEmpty) continue
  var words = line.split(" ")
  var result = Whole.compute(Num.fromString(words[0]), words[1], Num.fromString(words[2]))
  System.print(result == null ? "undefined" : "%(Whole.wrap(result)) %(Whole.hex(result))")
}
