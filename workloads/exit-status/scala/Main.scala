object Main {
  def main(args: Array[String]): Unit = args.head match {
    case "zero"   => sys.exit(0)
    case "return" =>
    case "one" =>
      println("leaving")
      sys.exit(1)
    case "error" => sys.error("nobody catches this")
    case way     => throw new IllegalArgumentException(s"no such way to end: $way")
  }
}
