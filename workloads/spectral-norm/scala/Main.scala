object Main {
  def main(args: Array[String]): Unit = {
    val n = args.head.toInt
    val u = Array.fill(n)(1.0)
    val v = new Array[Double](n)
    val between = new Array[Double](n)
    for (_ <- 1 to 10) {
      multiply(u, between, v)
      multiply(v, between, u)
    }
    println("%.9f".format(math.sqrt(dot(u, v) / dot(v, v))))
  }

  private def a(i: Int, j: Int): Double = 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1)

  /** to = transposed A times (A times from). */
  private def multiply(from: Array[Double], between: Array[Double], to: Array[Double]): Unit = {
    fill(between, (i, j) => a(i, j) * from(j))
    fill(to, (i, j) => a(j, i) * between(j))
  }

  /** Each number of `to` is the sum of what `part` is for all j. */
  private def fill(to: Array[Double], part: (Int, Int) => Double): Unit = {
    var i = 0
    while (i < to.length) {
      var sum = 0.0
      var j = 0
      while (j < to.length) {
        sum += part(i, j)
        j += 1
      }
      to(i) = sum
      i += 1
    }
  }

  private def dot(one: Array[Double], two: Array[Double]): Double = one.indices.foldLeft(0.0)((sum, i) => sum + one(i) * two(i))
}
