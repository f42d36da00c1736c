import sys

from stdio import write
from wit_world.imports import environment


async def main():
    match environment.get_arguments()[1:]:
        case ["zero"]:
            sys.exit(0)
        case ["return"]:
            pass
        case ["one"]:
            await write("leaving\n")
            sys.exit(1)
        case ["error"]:
            raise RuntimeError("nobody catches this")
        case _:
            sys.exit("usage: main zero|return|one|error")
