import java.nio.charset.StandardCharsets.UTF_8
import scala.math.Ordering.Implicits.seqOrdering

object Main {
  def main(args: Array[String]): Unit = {
    val text = new String(System.in.readAllBytes(), UTF_8)
    val lines = text.split("\n", -1).toSeq.init.map(_.codePoints.toArray.toSeq)
    for (line <- lines) println(s"${asText(line).getBytes(UTF_8).length} ${line.length} ${asText(line.reverse)}")
    // Strings compare by UTF-16 units: those of a pair lie below U+E000.
    lines.sorted.map(asText).foreach(println)
  }

  private def asText(points: Seq[Int]): String = new String(points.toArray, 0, points.length)
}
