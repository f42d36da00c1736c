import "system" for Stdin

var Weekdays = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"]

class Calendar {
  static isLeap(year) { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
  static daysIn(year) { isLeap(year) ? 366 : 365 }
  static months(year) { [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] }

  // Year, month, day and day of the year, by days since 1970-01-01; 400 years have 146,097.
  static date(days) {
    var year = 1970 + (days / 146097).floor * 400
    var rest = days % 146097
    while (rest >= daysIn(year)) {
      rest = rest - daysIn(year)
      year = year + 1
    }
    var dayOfYear = rest + 1
    var month = 1
    for (length in months(year)) {
      if (rest < length) return [year, month, rest + 1, dayOfYear]
      rest = rest - length
      month = month + 1
    }
  }

  static pad(number, digits) {
    var text = number.toString
    return "0" * (digits - text.count) + text
  }
}

for (line in Stdin.readAll().split("\n")) {
  if (line.isEmpty) continue
  var seconds = Num.fromString(line)
  var days = (seconds / 86400).floor
  var date = Calendar.date(days)
  var day = [Calendar.pad(date[0], 4), Calendar.pad(date[1], 2), Calendar.pad(date[2], 2)].join("-")
  var rest = seconds % 86400
  var parts = [(rest / 3600).floor, (rest / 60).floor % 60, rest % 60]
  var time = parts.map {|part| Calendar.pad(part, 2) }.join(":")
  System.print("%(day)T%(time)Z %(Weekdays[days % 7]) %(Calendar.pad(date[3], 3))")
}
