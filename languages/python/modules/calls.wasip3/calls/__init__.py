"""Performs operations of WASI 0.3 that the arguments name, and writes a line for each."""

from itertools import takewhile

from calls.about import line_of
from calls.handles import Calls
from wit_world.imports.environment import get_arguments

# The engine ends what is left: an order of dropping is a case's own.
CALLS = Calls()


async def main() -> None:
    """Performs the arguments up to `--`."""
    CALLS.lines.begin()
    for text in takewhile(lambda text: text != "--", get_arguments()[1:]):
        await CALLS.lines.say(await line_of(CALLS, text))
    await CALLS.lines.end()
