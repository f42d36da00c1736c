import sys
from pathlib import Path

from clients import serve
from game import Wordle

secret, count = sys.argv[1:]
words = set(Path("/words/words.txt").read_text().split())
serve("LISTEN_GAME", Wordle(secret, words), int(count))
