import sys
import time


def sleep_for(milliseconds):
    before = time.ticks_us()
    time.sleep_ms(milliseconds)
    passed = time.ticks_diff(time.ticks_us(), before)
    if passed < milliseconds * 1000:
        print("slept for", passed, "us only", file=sys.stderr)
        sys.exit(1)
    print("slept")


if sys.argv[1:] == ["now"]:
    print(time.time_ns() // 1000000)
else:
    sleep_for(int(sys.argv[2]))
