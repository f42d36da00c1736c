"""Reads the words of operations."""

import re
import sys
from collections import deque
from collections.abc import Sequence
from enum import Flag
from typing import NoReturn

SCALES = {
    "": 1,
    "k": 1 << 10,
    "m": 1 << 20,
    "g": 1 << 30,
    "us": 1000,
    "ms": 1_000_000,
    "s": 1_000_000_000,
}


def cannot_read(what: str, word: str) -> NoReturn:
    """Ends the program with 2."""
    print(f"{what}: {word}", file=sys.stderr)
    sys.exit(2)


class Words:
    """Words of one operation; those behind `>` are names for its results."""

    def __init__(self, text: str):
        operands, _, names = text.partition(" > ")
        self._left = deque(operands.split(" "))
        self._names = deque(names.split(" ") if names else [])

    def more(self) -> str | None:
        return self._left.popleft() if self._left else None

    def next(self) -> str:
        word = self.more()
        return cannot_read("a word is missing", "") if word is None else word

    def rest(self) -> list[str]:
        words = list(self._left)
        self._left.clear()
        return words

    def result(self) -> str:
        """A name for a result; where none is given it is `_`."""
        return self._names.popleft() if self._names else "_"

    def number(self) -> int:
        return number_of(self.next())

    def text(self) -> bytes:
        return bytes_of(self.next())

    def path(self) -> str:
        return self.text().decode()

    def choice(self, names: Sequence[str]) -> str:
        """A word among those that may stand here."""
        word = self.next()
        return word if word in names else cannot_read("no such name", word)

    def flags[F: Flag](self, kind: type[F]) -> F:
        """Names of flags with commas between; `-` is none."""
        flags, word = kind(0), self.next()
        for name in word.split(",") if word != "-" else []:
            flags |= kind[name.upper().replace("-", "_")]
        return flags

    def check_end(self) -> None:
        for word in [*self._left, *self._names]:
            cannot_read("a word too many", word)


def number_of(word: str) -> int:
    """`4k+1`, `50ms`, `max`."""
    if word == "max":
        return (1 << 64) - 1
    if "+" in word:
        base, more = word.split("+", 1)
        return number_of(base) + number_of(more)
    if "-" in word:
        base, less = word.split("-", 1)
        return number_of(base) - number_of(less)
    found = re.fullmatch(r"(\d+)([a-z]*)", word)
    if not found or found[2] not in SCALES:
        cannot_read("no number", word)
    return int(found[1]) * SCALES[found[2]]


def bytes_of(word: str) -> bytes:
    """`%XX` is one byte, `(TEXT*N)` is N times the text, `''` is nothing."""
    if word == "''":
        return b""
    data = b""
    for part in re.findall(r"\(([^)]*)\*([^)*]*)\)|%([0-9A-Fa-f]{2})|(.)", word):
        text, times, digits, letter = part
        if times:
            data += bytes_of(text) * number_of(times)
        else:
            data += bytes.fromhex(digits) if digits else letter.encode()
    return data
