import os
import sys


def main() -> None:
    names = sys.argv[1:]
    if names == ["--all"]:
        print("count", len(os.environ))
        for name, value in sorted(os.environb.items()):
            print(f"{os.fsdecode(name)}={os.fsdecode(value)}")
        return
    for name in names:
        value = os.environ.get(name)
        print(f"{name} unset" if value is None else f"{name}={value}")


if __name__ == "__main__":
    main()
