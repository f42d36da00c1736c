final class StepException(message: String) extends Exception(message)

object Main {
  def main(args: Array[String]): Unit = {
    for (text <- args) {
      if (text == "uncaught") throw new IllegalStateException("nothing catches this")
      try println(s"half ${step(text)}")
      catch { case error: StepException => println(s"error: ${error.getMessage}") }
    }
    println("done")
  }

  private def step(text: String): Int = {
    println(s"open $text")
    try half(text)
    finally println(s"close $text")
  }

  private def half(text: String): Int = {
    if (text.isEmpty || text.length > 9 || !text.forall(c => c >= '0' && c <= '9')) throw new StepException(s"$text is no number")
    val number = text.toInt
    if (number % 2 == 1) throw new StepException(s"$number is odd")
    number / 2
  }
}
