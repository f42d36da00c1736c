import java.nio.charset.StandardCharsets.UTF_8

object Main {
  def main(args: Array[String]): Unit = {
    println(s"count ${args.length}")
    for ((arg, index) <- args.toList.zipWithIndex) {
      val bytes = arg.getBytes(UTF_8)
      println(s"${index + 1} ${bytes.length} ${bytes.toList.map(hex).mkString}")
    }
  }

  private def hex(byte: Byte): String = {
    val digits = (byte & 0xff).toHexString
    if (digits.length < 2) s"0$digits" else digits
  }
}
