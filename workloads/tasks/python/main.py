import sys
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import count, islice


def multiples(of: int, times: int) -> Iterator[str]:
    for i in range(1, times + 1):
        yield f"{of}:{of * i}"


def by_turns[T](tasks: Iterable[Iterator[T]]) -> Iterator[T]:
    waiting = deque(tasks)
    while waiting:
        task = waiting.popleft()
        try:
            yield next(task)
        except StopIteration:
            continue
        waiting.append(task)


def without(divisor: int, numbers: Iterator[int]) -> Iterator[int]:
    for number in numbers:
        if number % divisor:
            yield number


def primes() -> Iterator[int]:
    numbers: Iterator[int] = count(2)
    while True:
        prime = next(numbers)
        yield prime
        numbers = without(prime, numbers)


n, p = map(int, sys.argv[1:])
print("turns", *by_turns(multiples(i, n + 1 - i) for i in range(1, n + 1)))
print("primes", *islice(primes(), p))
