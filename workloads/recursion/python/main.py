import sys
from collections.abc import Iterator

sys.setrecursionlimit(10_000)


def attacks(column: int, placed: tuple[int, ...]) -> bool:
    return any(
        column == other or abs(column - other) == len(placed) - row
        for row, other in enumerate(placed)
    )


def queens(n: int, placed: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    if len(placed) == n:
        yield placed
        return
    for column in range(1, n + 1):
        if not attacks(column, placed):
            yield from queens(n, (*placed, column))


def total(d: int) -> int:
    return 0 if d == 0 else d + total(d - 1)


def female(n: int) -> int:
    return 1 if n == 0 else n - male(female(n - 1))


def male(n: int) -> int:
    return 0 if n == 0 else n - female(male(n - 1))


n, d = map(int, sys.argv[1:])
first, *others = queens(n)
print("queens", 1 + len(others), ",".join(map(str, first)))
print("depth", total(d))
print("mutual", female(d % 64), male(d % 64))
