import "system" for Stdin

class Text {
  static reversed(line) { line.codePoints.toList[-1..0].map {|point| String.fromCodePoint(point) }.join() }

  // Whether a line comes before another. The order of bytes in UTF-8 is that of code points.
  static precedes(left, right) {
    var a = left.bytes
    var b = right.bytes
    for (at in 0...a.count.min(b.count)) {
      if (a[at] != b[at]) return a[at] < b[at]
    }
    return a.count < b.count
  }
}

var lines = Stdin.readAll().split("\n")
lines.removeAt(-1)
for (line in lines) {
  var reversed = line.isEmpty ? "" : Text.reversed(line)
  System.print("%(line.bytes.count) %(line.count) %(reversed)")
}
lines.sort {|left, right| Text.precedes(left, right) }
for (line in lines) System.print(line)
