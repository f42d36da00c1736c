"""Seconds since 1970 as times, and back."""

import re
import time
from collections.abc import Callable

from clients import Client
from lines import LineServer

LEAST, MOST = -62_167_219_200, 253_402_300_799
DAY = 86_400
# Those of 400 years in the calendar of today.
CYCLE = 146_097
DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
TIME = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:Z|([+-])(\d\d):(\d\d))", re.ASCII
)


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def length_of(year: int, month: int) -> int:
    return 28 + is_leap(year) if month == 2 else 30 + (month + month // 8) % 2


def days_before(year: int, month: int, day: int) -> int:
    """Days from 1970-01-01 on. Years are counted from March, so that the leap day is the last."""
    march = year - (month < 3)
    place = (month + 9) % 12
    in_year = (153 * place + 2) // 5 + day - 1
    return march * 365 + march // 4 - march // 100 + march // 400 + in_year - 719_468


def date_of(days: int) -> tuple[int, int, int]:
    """Year, month and day."""
    cycle, rest = divmod(days + 719_468, CYCLE)
    in_cycle = (rest - rest // 1460 + rest // 36_524 - rest // 146_096) // 365
    in_year = rest - (365 * in_cycle + in_cycle // 4 - in_cycle // 100)
    place = (5 * in_year + 2) // 153
    month = (place + 2) % 12 + 1
    year = cycle * 400 + in_cycle + (month < 3)
    return year, month, in_year - (153 * place + 2) // 5 + 1


def second_of(text: str) -> int:
    """The second that a time is; ValueError where it is none."""
    found = TIME.fullmatch(text)
    if not found:
        raise ValueError(text)
    year, month, day, hour, minute, second = map(int, found.groups()[:6])
    sign, hours, minutes = found[7], int(found[8] or 0), int(found[9] or 0)
    is_date = 1 <= month <= 12 and 1 <= day <= length_of(year, month)
    if not is_date or max(hour, hours) > 23 or max(minute, minutes, second) > 59:
        raise ValueError(text)
    offset = (hours * 60 + minutes) * (-60 if sign == "-" else 60)
    clock = (hour * 60 + minute) * 60 + second
    return days_before(year, month, day) * DAY + clock - offset


def second_in(text: str) -> int:
    """A second in decimal; ValueError where it is none."""
    if not re.fullmatch(r"-?[0-9]{1,12}", text) or not LEAST <= int(text) <= MOST:
        raise ValueError(text)
    return int(text)


def parts_of(second: int) -> tuple[int, int, int, str]:
    days, rest = divmod(second, DAY)
    clock = f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}"
    return *date_of(days), clock


def written(text: str) -> str:
    year, month, day, clock = parts_of(second_in(text))
    return f"{year:04}-{month:02}-{day:02}T{clock}Z"


def written_for_http(text: str) -> str:
    second = second_in(text)
    year, month, day, clock = parts_of(second)
    name = DAYS[(second // DAY + 3) % 7]
    return f"{name}, {day:02} {MONTHS[month - 1]} {year:04} {clock} GMT"


def parsed(text: str) -> str:
    return str(second_of(text))


def between(first: str, last: str) -> str:
    return "yes" if second_of(first) <= time.time() < second_of(last) + 1 else "no"


ANSWERS: dict[tuple[str, int], Callable[..., str]] = {
    ("format", 1): written,
    ("http", 1): written_for_http,
    ("parse", 1): parsed,
    ("between", 2): between,
}


class Times(LineServer):
    def line(self, client: Client, line: bytes) -> None:
        try:
            name, *words = line.decode().split(" ")
            answer = ANSWERS[name, len(words)](*words)
        except (KeyError, ValueError):
            answer = "error"
        self.say(client, answer.encode())
