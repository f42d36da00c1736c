import os
import sys

try:
    size, draws = map(int, sys.argv[1:])
except ValueError:
    sys.exit("usage: main BYTES DRAWS")
for _ in range(draws):
    sys.stdout.buffer.write(os.urandom(size))
