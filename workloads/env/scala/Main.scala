import java.nio.charset.StandardCharsets.{ISO_8859_1, UTF_8}

object Main {
  def main(args: Array[String]): Unit = args match {
    case Array("--all") => printAll(sys.env)
    case names          => names.foreach(printOne)
  }

  private def printOne(name: String): Unit =
    println(sys.env.get(name).fold(s"$name unset")(value => s"$name=$value"))

  private def printAll(variables: Map[String, String]): Unit = {
    println(s"count ${variables.size}")
    variables.map { case (name, value) => s"$name=$value" }.toSeq.sortBy(octets).foreach(println)
  }

  /** One character a byte of UTF-8, so that texts compare as bytes do. */
  private def octets(text: String): String = new String(text.getBytes(UTF_8), ISO_8859_1)
}
