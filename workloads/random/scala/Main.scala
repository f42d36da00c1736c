import java.security.SecureRandom

object Main {
  def main(args: Array[String]): Unit = {
    val bytes = new Array[Byte](args(0).toInt)
    val random = new SecureRandom
    for (_ <- 1 to args(1).toInt) {
      random.nextBytes(bytes)
      System.out.write(bytes, 0, bytes.length)
    }
    System.out.flush()
  }
}
