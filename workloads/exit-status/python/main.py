import sys

match sys.argv[1:]:
    case ["zero"]:
        sys.exit(0)
    case ["return"]:
        pass
    case ["one"]:
        print("leaving")
        sys.exit(1)
    case ["error"]:
        raise RuntimeError("nobody catches this")
    case _:
        sys.exit("usage: main zero|return|one|error")
