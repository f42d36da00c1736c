import operator
import sys
from collections.abc import Callable


def divide(left: int, right: int) -> int:
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


OPERATORS: dict[str, Callable[[int, int], int]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": divide,
    "%": lambda left, right: left - divide(left, right) * right,
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
    "<<": lambda left, right: left << right % 32,
    ">>": lambda left, right: left >> right % 32,
}

for line in sys.stdin:
    left, sign, right = line.split()
    try:
        bits = OPERATORS[sign](int(left), int(right)) & 0xFFFF_FFFF
    except ZeroDivisionError:
        print("undefined")
    else:
        print((bits ^ 0x8000_0000) - 0x8000_0000, f"{bits:08x}")
