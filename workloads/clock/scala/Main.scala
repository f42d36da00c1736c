object Main {
  def main(args: Array[String]): Unit = args match {
    case Array("now")                 => println(System.currentTimeMillis())
    case Array("sleep", milliseconds) => sleep(milliseconds.toLong)
    case _ =>
      Console.err.println("usage: main now | sleep MILLISECONDS")
      sys.exit(1)
  }

  private def sleep(milliseconds: Long): Unit = {
    val begin = System.nanoTime()
    Thread.sleep(milliseconds)
    val passed = System.nanoTime() - begin
    if (passed >= milliseconds * 1000000) println("slept")
    else {
      Console.err.println(s"only $passed ns have passed")
      sys.exit(1)
    }
  }
}
