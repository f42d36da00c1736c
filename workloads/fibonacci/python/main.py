import sys

from fibonacci import answer

print(answer(sys.argv[1] if len(sys.argv) > 1 else sys.stdin.read()))
