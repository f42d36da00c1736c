import scala.collection.mutable

object Main {
  def main(args: Array[String]): Unit = {
    val n = args.head.toInt
    val counts = mutable.HashMap.empty[Int, Int].withDefaultValue(0)
    for (x <- Iterator.iterate(next(42))(next).take(n)) counts((x >>> 8) % n) += 1
    val all = counts.size
    counts.filterInPlace((_, count) => count % 2 == 0)
    val sum = (0 until n).foldLeft(0)((sum, key) => sum + (key + 1) * counts(key))
    println(s"$all ${counts.size} ${Integer.toUnsignedString(sum)}")
  }

  private def next(x: Int): Int = x * 1664525 + 1013904223
}
