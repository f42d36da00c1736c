import sys

MOST = 100000


def fibonacci(n):
    previous, current = 0, 1
    for _ in range(n):
        previous, current = current, previous + current
    return previous


text = (sys.argv[1] if len(sys.argv) > 1 else sys.stdin.read()).strip()
if not text.isdigit() or int(text) > MOST:
    print("fibonacci: a whole number from 0 to", MOST, file=sys.stderr)
    sys.exit(1)
print(fibonacci(int(text)))
