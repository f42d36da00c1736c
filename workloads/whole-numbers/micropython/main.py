import sys


def divide(left, right):
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


OPERATORS = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": divide,
    "%": lambda left, right: left - divide(left, right) * right,
    "&": lambda left, right: left & right,
    "|": lambda left, right: left | right,
    "^": lambda left, right: left ^ right,
    "<<": lambda left, right: left << right % 32,
    ">>": lambda left, right: left >> right % 32,
}

for line in sys.stdin.buffer.read().decode().split("\n")[:-1]:
    left, sign, right = line.split()
    try:
        bits = OPERATORS[sign](int(left), int(right)) & 0xFFFFFFFF
    except ZeroDivisionError:
        print("undefined")
    else:
        print((bits ^ 0x80000000) - 0x80000000, "%08x" % bits)
