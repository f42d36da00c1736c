import sys
import time

MOST_TRIES = 10
SLACK = 30000


def sleep_in_time(milliseconds):
    wanted = milliseconds * 1000
    for _ in range(MOST_TRIES):
        before = time.ticks_us()
        time.sleep_ms(milliseconds)
        passed = time.ticks_diff(time.ticks_us(), before)
        if wanted <= passed <= wanted + SLACK:
            return "in time"
    sys.exit(1)


def read_steadily():
    first = last = time.ticks_us()
    for _ in range(20000):
        now = time.ticks_us()
        if time.ticks_diff(now, last) < 0:
            sys.exit(1)
        last = now
    time.sleep_ms(2)
    return "steady" if time.ticks_diff(time.ticks_us(), first) > 0 else "stuck"


print(read_steadily() if sys.argv[1] == "steady" else sleep_in_time(int(sys.argv[1])))
