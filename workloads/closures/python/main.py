import sys
from collections.abc import Callable, Iterable
from functools import reduce


def counter(step: int) -> Callable[[], int]:
    count = 0

    def advance() -> int:
        nonlocal count
        count += step
        return count

    return advance


def compose[T](functions: Iterable[Callable[[T], T]]) -> Callable[[T], T]:
    return lambda value: reduce(lambda x, function: function(x), functions, value)


def transform[T, U](elements: Iterable[T], function: Callable[[T], U]) -> list[U]:
    return [function(element) for element in elements]


n = int(sys.argv[1])
counters = [counter(i) for i in range(1, n + 1)]
for _ in range(3):
    last = [advance() for advance in counters]
print("counters", sum(last))

functions = [lambda x, i=i: (31 * x + i) % 1_000_003 for i in range(1, n + 1)]
print("composed", compose(functions)(1))

products = transform(range(1, n + 1), lambda i: i * n)
print("numbers", *products)
print("texts", *transform(products, lambda product: f"{product}-{product}"))
