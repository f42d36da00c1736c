import sys

match sys.argv[1:]:
    case [code] if code.isdecimal() and int(code) < 256:
        sys.exit(int(code))
    case _:
        print("usage: main 0..255", file=sys.stderr)
        sys.exit(2)
