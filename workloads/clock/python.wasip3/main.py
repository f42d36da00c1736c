import sys

from stdio import write
from wit_world.imports import monotonic_clock, system_clock
from wit_world.imports.environment import get_arguments


async def main():
    match get_arguments()[1:]:
        case ["now"]:
            now = system_clock.now()
            await write(f"{now.seconds * 1000 + now.nanoseconds // 1_000_000}\n")
        case ["sleep", milliseconds]:
            wanted = int(milliseconds) * 1_000_000
            before = monotonic_clock.now()
            await monotonic_clock.wait_for(wanted)
            passed = monotonic_clock.now() - before
            if passed < wanted:
                sys.exit(f"slept for {passed} ns only")
            await write("slept\n")
        case _:
            sys.exit("usage: main now | sleep MILLISECONDS")
