import sys

lines = sys.stdin.buffer.read().decode().split("\n")
lines.pop()
for line in lines:
    print(len(line.encode()), len(line), "".join(reversed(line)))
for line in sorted(lines):
    print(line)
