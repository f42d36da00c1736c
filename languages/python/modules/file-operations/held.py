"""Operations on the one file that is held open, without a buffer."""

import os

from telling import below, told_of

WHENCE = {"start": os.SEEK_SET, "current": os.SEEK_CUR, "end": os.SEEK_END}
MODES = {"read": os.O_RDONLY, "write": os.O_WRONLY}


class Held:
    """The file."""

    descriptor = -1


def open_held(path: str, mode: str) -> None:
    Held.descriptor = os.open(below(path), MODES[mode])


def close() -> None:
    os.close(Held.descriptor)


def get(count: str) -> str:
    """Fewer bytes at the end only."""
    data = b""
    while (rest := int(count) - len(data)) > 0:
        if not (more := os.read(Held.descriptor, rest)):
            break
        data += more
    return told_of(data)


def put(text: str) -> int:
    return os.write(Held.descriptor, text.encode())


def seek(whence: str, offset: str) -> int:
    return os.lseek(Held.descriptor, int(offset), WHENCE[whence])


def tell() -> int:
    return os.lseek(Held.descriptor, 0, os.SEEK_CUR)


HELD = {
    "close": close,
    "get": get,
    "open": open_held,
    "put": put,
    "seek": seek,
    "tell": tell,
}
