import "system" for Process

class Recursion {
  static attacks(column, placed) {
    return (0...placed.count).any {|row|
      var apart = (column - placed[row]).abs
      return apart == 0 || apart == placed.count - row
    }
  }

  static queens(n, placed) {
    if (placed.count == n) return [placed]
    var found = []
    for (column in 1..n) {
      if (!attacks(column, placed)) found.addAll(queens(n, placed + [column]))
    }
    return found
  }

  static sum(d) { d == 0 ? 0 : d + sum(d - 1) }
  static female(n) { n == 0 ? 1 : n - male(female(n - 1)) }
  static male(n) { n == 0 ? 0 : n - female(male(n - 1)) }
}

var n = Num.fromString(Process.arguments[0])
var d = Num.fromString(Process.arguments[1])
var found = Recursion.queens(n, [])
System.print("queens %(found.count) %(found[0].join(","))")
System.print("depth %(Recursion.sum(d))")
System.print("mutual %(Recursion.female(d % 64)) %(Recursion.male(d % 64))")
