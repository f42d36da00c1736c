"""Fibonacci numbers by their text."""

import sys


def fibonacci(n: int) -> int:
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def answer(text: str) -> str:
    """The number in decimal. What is no whole number from 0 to 100000 ends the program."""
    try:
        n = int(text)
    except ValueError:
        sys.exit("no whole number")
    if not 0 <= n <= 100_000:
        sys.exit(f"{n} is not from 0 to 100000")
    # 20899 digits are more than Python prints unasked.
    sys.set_int_max_str_digits(0)
    return str(fibonacci(n))
