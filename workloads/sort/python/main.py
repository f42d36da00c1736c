import sys
from collections.abc import Iterator
from itertools import islice


def numbers() -> Iterator[int]:
    x = 42
    while True:
        x = (x * 1664525 + 1013904223) & 0xFFFF_FFFF
        yield x


ordered = sorted(islice(numbers(), int(sys.argv[1])))
total = sum(place * number for place, number in enumerate(ordered, start=1))
print(ordered[0], ordered[-1], total & 0xFFFF_FFFF)
