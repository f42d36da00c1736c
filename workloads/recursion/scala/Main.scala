object Main {
  def main(args: Array[String]): Unit = {
    val Array(n, d) = args.map(_.toInt)
    val found = queens(n)
    println(s"queens ${found.size} ${found.head.mkString(",")}")
    println(s"depth ${sum(d)}")
    println(s"mutual ${female(d % 64)} ${male(d % 64)}")
  }

  private def queens(n: Int, placed: Vector[Int] = Vector.empty): Seq[Vector[Int]] =
    if (placed.size == n) Seq(placed)
    else
      for {
        column <- 1 to n if !attacks(column, placed)
        solution <- queens(n, placed :+ column)
      } yield solution

  private def attacks(column: Int, placed: Vector[Int]): Boolean =
    placed.zipWithIndex.exists { case (other, row) => column == other || (column - other).abs == placed.size - row }

  private def sum(d: Int): Int = if (d == 0) 0 else d + sum(d - 1)

  private def female(n: Int): Int = if (n == 0) 1 else n - male(female(n - 1))

  private def male(n: Int): Int = if (n == 0) 0 else n - female(male(n - 1))
}
