"""Writes results."""

import re
from collections.abc import Hashable, Iterable
from enum import Enum, Flag
from itertools import groupby


def text_of(data: bytes) -> str:
    """A text as the words of an operation have it: other bytes than printable ASCII are `%XX`, 16 and more of one byte are
    `(a*16)`, and what is longer than 200 letters is a hash."""
    text = "" if data else "''"
    for byte, run in groupby(data):
        count = sum(1 for _ in run)
        letter = byte_of(byte)
        text += f"({letter}*{count})" if count >= 16 else letter * count
        if len(text) > 200:
            return f"hash={hash_of(data):08x}"
    return text


def byte_of(byte: int) -> str:
    return chr(byte) if 0x20 <= byte < 0x7F and byte != ord("%") else f"%{byte:02X}"


def hash_of(data: bytes) -> int:
    """FNV-1a of 32 bits."""
    value = 2166136261
    for byte in data:
        value = (value ^ byte) * 16777619 & 0xFFFF_FFFF
    return value


def flags_of(flags: Flag) -> str:
    """Names of the flags that are set, or `-`."""
    return ",".join(kebab(flag.name or "") for flag in flags) or "-"


def kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower().replace("_", "-")


def variant_of(value: object) -> str:
    """The name of a variant or an enum's case as WIT has it, without what it holds: `ErrorCode_NoEntry` is `no-entry`."""
    if isinstance(value, Enum):
        return kebab(value.name)
    return kebab(type(value).__name__.rpartition("_")[2])


def presence(thing: object) -> str:
    return "none" if thing is None else "some"


def truth(value: bool) -> str:
    return "true" if value else "false"


def listed(entries: Iterable[str]) -> str:
    """A whole list, sorted: how many, and each, or a hash of more than 30."""
    ordered = sorted(entries)
    told = " ".join(ordered)
    return f"{len(ordered)} {told if len(ordered) <= 30 else text_of(told.encode())}"


class Numbers:
    """Numbers values in the order in which they come first: `#1`, `#2`."""

    def __init__(self) -> None:
        self._seen: list[Hashable] = []

    def of(self, value: Hashable) -> str:
        if value not in self._seen:
            self._seen.append(value)
        return f"#{self._seen.index(value) + 1}"
