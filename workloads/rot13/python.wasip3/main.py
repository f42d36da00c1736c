from clients import serve
from rot13 import Rot13
from wit_world.imports.environment import get_arguments


async def main():
    await serve("LISTEN_ROT13", Rot13(), int(get_arguments()[1]))
