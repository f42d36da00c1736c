use std::error::Error;
use std::io::{self, BufWriter, Write};

const WEEKDAYS: [&str; 7] = [
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
];

struct Date {
    year: u64,
    month: u64,
    day: u64,
    day_of_year: u64,
}

fn is_leap(year: u64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

impl Date {
    // std has no calendar. Days are counted from 1970-01-01 on; 400 years have 146,097.
    fn from_days(days: u64) -> Self {
        let mut year = 1970 + days / 146_097 * 400;
        let mut rest = days % 146_097;
        let length = |year| if is_leap(year) { 366 } else { 365 };
        while rest >= length(year) {
            rest -= length(year);
            year += 1;
        }
        let day_of_year = rest + 1;
        let february = if is_leap(year) { 29 } else { 28 };
        let mut month = 1;
        for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
            if rest < length {
                break;
            }
            rest -= length;
            month += 1;
        }
        Self {
            year,
            month,
            day: rest + 1,
            day_of_year,
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lines() {
        let second: u64 = line?.parse()?;
        let (days, rest) = (second / 86_400, second % 86_400);
        let Date {
            year,
            month,
            day,
            day_of_year,
        } = Date::from_days(days);
        let weekday = WEEKDAYS[(days % 7) as usize];
        let (hours, minutes, seconds) = (rest / 3600, rest / 60 % 60, rest % 60);
        writeln!(out, "{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}Z {weekday} {day_of_year:03}")?;
    }
    Ok(out.flush()?)
}
