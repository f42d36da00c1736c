import scala.util.Sorting

object Main {
  def main(args: Array[String]): Unit = {
    val numbers = new Array[Long](args.head.toInt)
    var x = 42
    for (i <- numbers.indices) {
      x = x * 1664525 + 1013904223
      numbers(i) = x & 0xffffffffL
    }
    Sorting.quickSort(numbers)
    var sum = 0
    for (i <- numbers.indices) sum += (i + 1) * numbers(i).toInt
    println(s"${numbers.head} ${numbers.last} ${Integer.toUnsignedString(sum)}")
  }
}
