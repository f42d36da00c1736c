import java.util.{Calendar, GregorianCalendar, Locale, TimeZone}
import scala.io.Source

object Main {
  private val weekdays = Array("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")

  def main(args: Array[String]): Unit = {
    import Calendar._
    val date = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ENGLISH)
    for (line <- Source.fromInputStream(System.in).getLines()) {
      date.setTimeInMillis(line.toLong * 1000)
      val day = f"${date.get(YEAR)}%04d-${date.get(MONTH) + 1}%02d-${date.get(DAY_OF_MONTH)}%02d"
      val time = f"${date.get(HOUR_OF_DAY)}%02d:${date.get(MINUTE)}%02d:${date.get(SECOND)}%02d"
      println(f"${day}T${time}Z ${weekdays(date.get(DAY_OF_WEEK) - 1)} ${date.get(DAY_OF_YEAR)}%03d")
    }
  }
}
