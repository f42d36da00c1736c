import sys
import time

match sys.argv[1:]:
    case ["now"]:
        print(time.time_ns() // 1_000_000)
    case ["sleep", milliseconds]:
        wanted = int(milliseconds) * 1_000_000
        before = time.monotonic_ns()
        time.sleep(wanted / 1e9)
        passed = time.monotonic_ns() - before
        if passed < wanted:
            sys.exit(f"slept for {passed} ns only")
        print("slept")
    case _:
        sys.exit("usage: main now | sleep MILLISECONDS")
