import sys

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


# The time module goes wrong beyond 32 bits: this counts days from 1970 on.
def date_of(days):
    year = 1970 + days // 146097 * 400
    days %= 146097
    while days >= 365 + is_leap(year):
        days -= 365 + is_leap(year)
        year += 1
    day_of_year = days + 1
    for month, length in enumerate(MONTHS):
        length += month == 1 and is_leap(year)
        if days < length:
            return year, month + 1, days + 1, day_of_year
        days -= length


for line in sys.stdin.buffer.read().decode().split("\n")[:-1]:
    days, seconds = divmod(int(line), 86400)
    year, month, day, day_of_year = date_of(days)
    time = "%02d:%02d:%02d" % (seconds // 3600, seconds // 60 % 60, seconds % 60)
    weekday = DAYS[(days + 3) % 7]
    print("%04d-%02d-%02dT%sZ %s %03d" % (year, month, day, time, weekday, day_of_year))
