import sys

*lines, _ = sys.stdin.buffer.read().decode().split("\n")
for line in lines:
    print(len(line.encode()), len(line), line[::-1])
for line in sorted(lines):
    print(line)
