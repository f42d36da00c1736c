import string
import sys


def write_lines() -> None:
    for number in range(1, 11):
        print("out", number, flush=True)
        print("err", number, file=sys.stderr)


def write_blocks() -> None:
    for k in range(256):
        letter = string.ascii_lowercase[k % 26].encode()
        sys.stdout.buffer.write(letter * 4096)
        sys.stderr.buffer.write(letter.upper() * 4096)


match sys.argv[1:]:
    case ["small"]:
        write_lines()
    case ["large"]:
        write_blocks()
    case _:
        sys.exit("usage: main small|large")
