"""Words about operations: how often, how long, which errors."""

import asyncio

from calls.handles import Calls, Failed
from calls.perform import perform
from calls.words import number_of
from wit_world.imports.monotonic_clock import now, wait_for

MS = 1_000_000
QUICK = 100 * MS


async def line_of(calls: Calls, text: str) -> str:
    """Performs an operation and gives its line."""
    about, _, rest = text.partition(" ")
    match about:
        case "either":
            return await either(calls, rest)
        case "lasts":
            return await lasts(calls, rest)
        case "pending":
            return await pending(calls, rest)
        case "quick":
            best, line = await shortest(calls, rest, QUICK)
            return line if best <= QUICK else f"{line} slow"
        case "repeat":
            return await repeat(calls, rest)
        case _:
            return await plain(calls, text)


async def plain(calls: Calls, text: str) -> str:
    name = text.partition(" ")[0]
    try:
        told = await perform(calls, text)
    except Failed as error:
        return f"{name} {error}"
    return told if name == "time-of-day" else f"{name} ok {told}".rstrip()


async def either(calls: Calls, text: str) -> str:
    """Where the text of WASI leaves the error open, the line shows those that are right."""
    errors, _, rest = text.partition(" ")
    name = rest.partition(" ")[0]
    line = await plain(calls, rest)
    return f"{name} {errors}" if line.split(" ")[1] in errors.split(",") else line


async def pending(calls: Calls, text: str) -> str:
    """Performs it for so many milliseconds. componentize-py has no way to cancel it then."""
    most, _, rest = text.partition(" ")
    call = asyncio.create_task(plain(calls, rest))
    limit = asyncio.create_task(wait_for(number_of(most) * MS))
    await asyncio.wait({call, limit}, return_when=asyncio.FIRST_COMPLETED)
    return await call if call.done() else f"{rest.partition(' ')[0]} not-cancelled"


async def shortest(calls: Calls, text: str, most: int) -> tuple[int, str]:
    """The time of the shortest of up to ten runs, and the line of the first. It stops at one in the bounds or under them."""
    times, lines = [], []
    for _ in range(10):
        before = now()
        lines.append(await plain(calls, text))
        times.append(now() - before)
        if times[-1] <= most:
            break
    return min(times), lines[0]


async def lasts(calls: Calls, text: str) -> str:
    """A line with `in-time`, or with the time that is out of the bounds."""
    least, most, rest = text.split(" ", 2)
    best, line = await shortest(calls, rest, number_of(most) * MS)
    if number_of(least) * MS <= best <= number_of(most) * MS:
        return f"{line} in-time"
    return f"{line} {best / MS:.3f}ms"


async def repeat(calls: Calls, text: str) -> str:
    """The first line, and each that differs from it."""
    times, _, rest = text.partition(" ")
    lines = [await plain(calls, rest) for _ in range(number_of(times))]
    return "\n".join([lines[0], *(line for line in lines if line != lines[0])])
