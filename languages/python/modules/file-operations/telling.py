"""Where files are, and how their bytes are told."""

import re
from pathlib import Path


def below(path: str) -> Path:
    """A path relative to /data."""
    return Path("/data", path)


def hash_of(data: bytes) -> str:
    """FNV-1a of 32 bits."""
    value = 2166136261
    for byte in data:
        value = (value ^ byte) * 16777619 & 0xFFFF_FFFF
    return f"fnv={value:08x}"


def escaped(data: bytes) -> str:
    return re.sub(rb"[^!-~]|%", lambda found: b"%%%02X" % found[0][0], data).decode()


def told_of(data: bytes) -> str:
    """A count, and the bytes themselves or the hash of more than 64."""
    match len(data):
        case 0:
            return "0"
        case count if count <= 64:
            return f"{count} {escaped(data)}"
        case count:
            return f"{count} {hash_of(data)}"
