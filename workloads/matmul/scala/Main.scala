object Main {
  def main(args: Array[String]): Unit = {
    val n = args.head.toInt
    val numbers = Iterator.iterate(next(42))(next).map(_ >>> 24)
    val a = fill(n, numbers)
    val b = fill(n, numbers)
    val c = multiply(n, a, b)
    val sum = (for (i <- 0 until n; j <- 0 until n) yield (1 + (i + 2 * j) % 7) * c(i * n + j)).sum
    println(s"${c.head.toLong} ${c.last.toLong} ${sum.toLong}")
  }

  private def next(x: Int): Int = x * 1664525 + 1013904223

  private def fill(n: Int, numbers: Iterator[Int]): Array[Double] = Array.fill(n * n)(numbers.next().toDouble)

  private def multiply(n: Int, a: Array[Double], b: Array[Double]): Array[Double] = {
    val c = new Array[Double](n * n)
    var i = 0
    while (i < n) {
      var k = 0
      while (k < n) {
        val factor = a(i * n + k)
        var j = 0
        while (j < n) {
          c(i * n + j) += factor * b(k * n + j)
          j += 1
        }
        k += 1
      }
      i += 1
    }
    c
  }
}
