import sys


def small():
    for line in range(1, 11):
        print("out", line)
        print("err", line, file=sys.stderr)


def large():
    for block in range(256):
        letter = chr(ord("a") + block % 26)
        sys.stdout.write(letter * 4096)
        sys.stderr.write(letter.upper() * 4096)


{"small": small, "large": large}[sys.argv[1]]()
