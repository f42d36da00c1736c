import java.nio.charset.StandardCharsets.UTF_8

object Main {
  private val Largest = 100000
  private val Whole = "([0-9]{1,6})".r

  def main(args: Array[String]): Unit = {
    val text = args.headOption.getOrElse(new String(System.in.readAllBytes(), UTF_8))
    text.strip match {
      case Whole(digits) if digits.toInt <= Largest => println(fibonacci(digits.toInt))
      case _ =>
        Console.err.println(s"fibonacci: not a whole number from 0 to $Largest")
        sys.exit(1)
    }
  }

  private def fibonacci(index: Int): BigInt =
    Iterator.iterate((BigInt(0), BigInt(1))) { case (current, next) => (next, current + next) }.drop(index).next()._1
}
