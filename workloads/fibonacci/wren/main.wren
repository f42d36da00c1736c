import "system" for Process, Stderr, Stdin

// A natural number in limbs of fifteen decimal digits, the least first: Wren's numbers are whole up to 2^53.
class Natural {
  static limb { 1000000000000000 }

  construct new(limbs) { _limbs = limbs }

  limbs { _limbs }

  +(other) {
    var sum = []
    var carry = 0
    for (at in 0..._limbs.count.max(other.limbs.count)) {
      var all = carry + (at < _limbs.count ? _limbs[at] : 0) + (at < other.limbs.count ? other.limbs[at] : 0)
      carry = all < Natural.limb ? 0 : 1
      sum.add(all - carry * Natural.limb)
    }
    if (carry > 0) sum.add(carry)
    return Natural.new(sum)
  }

  // Num.toString has fourteen digits.
  static digits(limb) {
    var high = (limb / 10000000).floor
    return [high, limb - high * 10000000]
  }

  static pad(number, width) {
    var text = number.toString
    return "0" * (width - text.count) + text
  }

  toString {
    var text = ""
    for (limb in _limbs[-1..0]) {
      var parts = Natural.digits(limb)
      text = text + Natural.pad(parts[0], 8) + Natural.pad(parts[1], 7)
    }
    text = text.trimStart("0")
    return text == "" ? "0" : text
  }
}

var Largest = 100000

var parse = Fn.new {|text|
  if (text.count < 1 || text.count > 6 || text.bytes.any {|byte| byte < 48 || byte > 57 }) return null
  var index = Num.fromString(text)
  return index <= Largest ? index : null
}

var fibonacci = Fn.new {|index|
  var current = Natural.new([0])
  var next = Natural.new([1])
  for (step in 0...index) {
    var sum = current + next
    current = next
    next = sum
  }
  return current
}

var given = Process.arguments.count > 0 ? Process.arguments[0] : Stdin.readAll()
var index = parse.call(given.trim())
if (index == null) {
  Stderr.print("fibonacci: not a whole number from 0 to %(Largest)")
  Process.exit(1)
}
System.print(fibonacci.call(index))
