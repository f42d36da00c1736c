import "system" for Process

class Node {
  static make(depth) {
    return depth == 0 ? Node.new(null, null) : Node.new(make(depth - 1), make(depth - 1))
  }

  construct new(left, right) {
    _left = left
    _right = right
  }

  count { _left == null ? 1 : 1 + _left.count + _right.count }
}

var depth = Num.fromString(Process.arguments[0])
var kept = Node.make(depth)
var each = 4
while (each <= depth) {
  var trees = 1 << (depth - each)
  var nodes = 0
  for (tree in 0...trees) nodes = nodes + Node.make(each).count
  System.print("%(trees) %(each) %(nodes)")
  each = each + 4
}
System.print("1 %(depth) %(kept.count)")
