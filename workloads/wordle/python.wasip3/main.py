from clients import serve
from files import read_file
from game import Wordle
from wit_world.imports.environment import get_arguments


async def main():
    _, secret, count = get_arguments()
    words = set((await read_file("/words", "words.txt")).decode().split())
    await serve("LISTEN_GAME", Wordle(secret, words), int(count))
