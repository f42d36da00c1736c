import string
import sys

from stdio import Output
from wit_world.imports import stderr, stdout
from wit_world.imports.environment import get_arguments


async def write_lines(out: Output, err: Output) -> None:
    for number in range(1, 11):
        await out.write(f"out {number}\n")
        await err.write(f"err {number}\n")


async def write_blocks(out: Output, err: Output) -> None:
    for k in range(256):
        letter = string.ascii_lowercase[k % 26]
        await out.write(letter * 4096)
        await err.write(letter.upper() * 4096)


async def main():
    async with (
        Output(stdout.write_via_stream) as out,
        Output(stderr.write_via_stream) as err,
    ):
        match get_arguments()[1:]:
            case ["small"]:
                await write_lines(out, err)
            case ["large"]:
                await write_blocks(out, err)
            case _:
                await err.write("usage: main small|large\n")
                sys.exit(2)
