import sys


def attacks(column, placed):
    for row, other in enumerate(placed):
        if column == other or abs(column - other) == len(placed) - row:
            return True
    return False


def queens(n, placed=()):
    if len(placed) == n:
        yield placed
        return
    for column in range(1, n + 1):
        if not attacks(column, placed):
            yield from queens(n, placed + (column,))


def total(d):
    return 0 if d == 0 else d + total(d - 1)


def female(n):
    return 1 if n == 0 else n - male(female(n - 1))


def male(n):
    return 0 if n == 0 else n - female(male(n - 1))


n = int(sys.argv[1])
d = int(sys.argv[2])
found = list(queens(n))
print("queens", len(found), ",".join(str(column) for column in found[0]))
print("depth", total(d))
print("mutual", female(d % 64), male(d % 64))
