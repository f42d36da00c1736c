object Main {
  def main(args: Array[String]): Unit = sys.exit(args.head.toInt)
}
