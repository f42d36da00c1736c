import wasi.stdin

private val weekdays = listOf("Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday")

private class Date(val year: Long, val month: Int, val day: Long, val dayOfYear: Long)

fun main() {
    for (line in stdin.readText().lineSequence().filter(String::isNotEmpty)) {
        val seconds = line.toLong()
        val date = dateOf(seconds / 86400)
        val time = listOf(seconds / 3600 % 24, seconds / 60 % 60, seconds % 60).joinToString(":") { it.padded(2) }
        val day = "${date.year.padded(4)}-${date.month.toLong().padded(2)}-${date.day.padded(2)}"
        println("${day}T${time}Z ${weekdays[(seconds / 86400 % 7).toInt()]} ${date.dayOfYear.padded(3)}")
    }
}

private fun Long.padded(digits: Int): String = toString().padStart(digits, '0')

private fun isLeap(year: Long): Boolean = year % 4 == 0L && (year % 100 != 0L || year % 400 == 0L)

private fun daysIn(year: Long): Long = if (isLeap(year)) 366 else 365

/** Kotlin's library has no calendar. Days are counted from 1970-01-01 on; 400 years have 146,097. */
private fun dateOf(days: Long): Date {
    var year = 1970 + days / 146097 * 400
    var rest = days % 146097
    while (rest >= daysIn(year)) rest -= daysIn(year++)
    val dayOfYear = rest + 1
    val months = listOf(31, if (isLeap(year)) 29 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    val month = months.indices.first { rest < months.take(it + 1).sum() }
    return Date(year, month + 1, rest - months.take(month).sum() + 1, dayOfYear)
}
