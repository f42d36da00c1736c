import scala.io.Source

object Main {
  def main(args: Array[String]): Unit =
    for (line <- Source.fromInputStream(System.in).getLines()) {
      val Array(left, operator, right) = line.split(' ')
      println(compute(left.toInt, operator, right.toInt).fold("undefined")(result => f"$result%d $result%08x"))
    }

  private def compute(left: Int, operator: String, right: Int): Option[Int] = operator match {
    case "/" | "%" if right == 0 => None
    case "+"                     => Some(left + right)
    case "-"                     => Some(left - right)
    case "*"                     => Some(left * right)
    case "/"                     => Some(left / right)
    case "%"                     => Some(left % right)
    case "&"                     => Some(left & right)
    case "|"                     => Some(left | right)
    case "^"                     => Some(left ^ right)
    case "<<"                    => Some(left << right)
    case ">>"                    => Some(left >> right)
  }
}
