object Main {
  def main(args: Array[String]): Unit = {
    System.in.transferTo(System.out)
    System.out.flush()
  }
}
