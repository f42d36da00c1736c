import sys
import time

MOST_MORE = 30_000_000


def sleeps_in_time(wanted: int) -> bool:
    before = time.monotonic_ns()
    time.sleep(wanted / 1e9)
    return 0 <= time.monotonic_ns() - before - wanted <= MOST_MORE


def is_steady() -> bool:
    """Whether the clock moves, and never back."""
    first = last = time.monotonic_ns()
    for _ in range(20_000):
        now = time.monotonic_ns()
        if now < last:
            sys.exit(f"the clock went from {last} back to {now}")
        last = now
    time.sleep(0.002)
    return time.monotonic_ns() > first


match sys.argv[1:]:
    case ["steady"]:
        print("steady" if is_steady() else "stuck")
    case [milliseconds]:
        wanted = int(milliseconds) * 1_000_000
        if not any(sleeps_in_time(wanted) for _ in range(10)):
            sys.exit("ten sleeps were too short or too long")
        print("in time")
    case _:
        sys.exit("usage: main MILLISECONDS|steady")
