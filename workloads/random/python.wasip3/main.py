import sys

from stdio import Output
from wit_world.imports import stdout
from wit_world.imports.environment import get_arguments
from wit_world.imports.random import get_random_bytes


def draw(size: int) -> bytes:
    """One call may give fewer bytes than it is asked for."""
    data = b""
    while len(data) < size:
        data += get_random_bytes(size - len(data))
    return data


async def main():
    try:
        size, draws = map(int, get_arguments()[1:])
    except ValueError:
        sys.exit("usage: main BYTES DRAWS")
    async with Output(stdout.write_via_stream) as out:
        for _ in range(draws):
            await out.write(draw(size))
