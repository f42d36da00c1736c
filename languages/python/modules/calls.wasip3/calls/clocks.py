"""Operations on clocks and random numbers."""

import asyncio
from collections.abc import Callable, Coroutine

from calls.handles import Calls, Failed
from calls.words import Words, cannot_read, number_of
from wit_world.imports import insecure, random, system_clock
from wit_world.imports.insecure_seed import get_insecure_seed
from wit_world.imports.monotonic_clock import (
    get_resolution,
    now,
    wait_for,
    wait_until,
)

MS = 1_000_000


def system() -> int:
    """The time of day in nanoseconds since 1970."""
    time = system_clock.now()
    if time.nanoseconds >= 1_000_000_000:
        cannot_read("bad nanoseconds", str(time.nanoseconds))
    return time.seconds * 1_000_000_000 + time.nanoseconds


CLOCKS = {"monotonic": now, "wall": system}


def mark(word: str) -> int:
    """`+50ms` and `-50ms` from now, else since the clock's own beginning."""
    match word[0]:
        case "+":
            return now() + number_of(word[1:])
        case "-":
            return max(now() - number_of(word[1:]), 0)
        case _:
            return number_of(word)


def waiting(word: str) -> Coroutine[None, None, None]:
    if word.startswith("at:"):
        return wait_until(mark(word.removeprefix("at:")))
    return wait_for(number_of(word))


async def order(words: list[str], until: str) -> list[int]:
    """Waits for times at once, until the first or all are over: places of those that are, in the order in which they were."""
    over: list[int] = []

    async def one(place: int, word: str) -> None:
        await waiting(word)
        over.append(place)

    tasks = [asyncio.create_task(one(place, word)) for place, word in enumerate(words)]
    if tasks:
        await asyncio.wait(tasks, return_when=until)
    return over


async def race(_: Calls, words: Words) -> str:
    return " ".join(map(str, await order(words.rest(), asyncio.FIRST_COMPLETED)))


async def wait_for_all(_: Calls, words: Words) -> str:
    return " ".join(map(str, await order(words.rest(), asyncio.ALL_COMPLETED)))


async def together(_: Calls, words: Words) -> str:
    return str(len(await order(words.rest(), asyncio.ALL_COMPLETED)))


async def sleep(_: Calls, words: Words) -> str:
    await waiting(words.next())
    return ""


async def advances(_: Calls, words: Words) -> str:
    read = CLOCKS[words.choice([*CLOCKS])]
    readings = [read() for _ in range(1001)]
    if readings != sorted(readings):
        return "back"
    # A coarse clock moves too, if it is given time.
    end = now() + 100 * MS
    last = readings[-1]
    while last == readings[0] and now() < end:
        last = read()
    return "stuck" if last == readings[0] else "advances"


async def keeps_pace(_: Calls, words: Words) -> str:
    """The same time passes on the clock as in the pause."""
    read = CLOCKS[words.choice([*CLOCKS])]
    for _ in range(10):
        before = read()
        await wait_for(100 * MS)
        passed = read() - before
        if passed < 99 * MS:
            return f"slow {passed}"
        if passed < 150 * MS:
            return "keeps-pace"
    return "fast"


def resolution(nanoseconds: int) -> str:
    if nanoseconds == 0:
        return "zero"
    return "fine" if nanoseconds <= 20 * MS else "coarse"


async def monotonic_resolution(_: Calls, __: Words) -> str:
    return resolution(get_resolution())


async def wall_resolution(_: Calls, __: Words) -> str:
    return resolution(system_clock.get_resolution())


async def time_of_day(_: Calls, __: Words) -> str:
    return str(system() // MS)


async def insecure_seed(_: Calls, __: Words) -> str:
    get_insecure_seed()
    return ""


def drawn(draw: Callable[[int], bytes], size: int) -> bytes:
    """Draws until there are so many bytes: one call may give fewer, of none asked for none, else at least one."""
    data = draw(size)
    while len(data) < size:
        more = draw(size - len(data))
        if not more:
            raise Failed("empty")
        data += more
    return data


def two(draw: Callable[[int], bytes]):
    """How many bytes two draws of a size have, and whether they differ."""

    async def perform(_: Calls, words: Words) -> str:
        size = words.number()
        one, other = drawn(draw, size), drawn(draw, size)
        if len(one) != len(other):
            return f"{len(one)} {len(other)}"
        # The end of a long one must be filled as well as its begin.
        if len(one) >= 64 and not any(one[-32:]):
            return f"{len(one)} unfilled"
        if size < 8:
            return str(len(one))
        return f"{len(one)} {'same' if one == other else 'differs'}"

    return perform


def bits(draw: Callable[[], int]):
    """How many of 64 bits are seen as 0 and as 1 in 200 draws."""

    async def perform(_: Calls, __: Words) -> str:
        ones, stuck = 0, (1 << 64) - 1
        for value in (draw() for _ in range(200)):
            ones, stuck = ones | value, stuck & value
        return str((ones & ~stuck).bit_count())

    return perform


OPERATIONS = {
    "advances": advances,
    "all": wait_for_all,
    "get-insecure-random-bytes": two(insecure.get_insecure_random_bytes),
    "get-insecure-random-u64": bits(insecure.get_insecure_random_u64),
    "get-random-bytes": two(random.get_random_bytes),
    "get-random-u64": bits(random.get_random_u64),
    "insecure-seed": insecure_seed,
    "keeps-pace": keeps_pace,
    "monotonic-resolution": monotonic_resolution,
    "race": race,
    "sleep": sleep,
    "time-of-day": time_of_day,
    "together": together,
    "wall-resolution": wall_resolution,
}
