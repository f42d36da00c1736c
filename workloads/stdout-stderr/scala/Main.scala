import java.io.PrintStream

object Main {
  def main(args: Array[String]): Unit = args.head match {
    case "small" => writeLines()
    case "large" => writeBlocks()
    case _ =>
      Console.err.println("usage: main small|large")
      sys.exit(1)
  }

  private def writeLines(): Unit =
    for (i <- 1 to 10) {
      println(s"out $i")
      Console.err.println(s"err $i")
    }

  private def writeBlocks(): Unit =
    for (k <- 0 until 256) {
      write(System.out, 'a', k)
      write(System.err, 'A', k)
    }

  private def write(stream: PrintStream, first: Char, k: Int): Unit = {
    stream.write(Array.fill(4096)((first + k % 26).toByte), 0, 4096)
    stream.flush()
  }
}
