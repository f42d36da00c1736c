import sys

while True:
    block = sys.stdin.buffer.read(4096)
    if not block:
        break
    sys.stdout.buffer.write(block)
