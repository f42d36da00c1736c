sealed trait Tree
case object Leaf extends Tree
final case class Node(left: Tree, right: Tree) extends Tree

object Main {
  def main(args: Array[String]): Unit = {
    val depth = args.head.toInt
    val kept = make(depth)
    for (each <- 4 to depth by 4) {
      val trees = 1 << (depth - each)
      val nodes = Iterator.fill(trees)(count(make(each))).sum
      println(s"$trees $each $nodes")
    }
    println(s"1 $depth ${count(kept)}")
  }

  private def make(depth: Int): Tree = if (depth == 0) Leaf else Node(make(depth - 1), make(depth - 1))

  private def count(tree: Tree): Int = tree match {
    case Leaf              => 1
    case Node(left, right) => 1 + count(left) + count(right)
  }
}
