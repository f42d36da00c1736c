"""Operations on directories."""

import os

from telling import below, hash_of


def clear(path: str) -> int:
    names = os.listdir(below(path))
    for name in names:
        (below(path) / name).unlink()
    return len(names)


def crowd(path: str, count: str) -> str:
    for number in range(int(count)):
        name = str(number).ljust(1 + number % 255, "x")
        with (below(path) / name).open("xb"):
            pass
    return count


def list_names(path: str) -> str:
    names = sorted(map(os.fsencode, os.listdir(below(path))))
    if len(names) > 20:
        return f"{len(names)} {hash_of(b''.join(name + b'\n' for name in names))}"
    return " ".join([str(len(names)), *map(os.fsdecode, names)])


def mkdir(path: str) -> None:
    below(path).mkdir()


def rmdir(path: str) -> None:
    below(path).rmdir()


def sweep(path: str) -> int:
    """Removes each file when the listing comes to it."""
    count = 0
    with os.scandir(below(path)) as entries:
        for entry in entries:
            os.unlink(entry)
            count += 1
    return count


FOLDERS = {
    "clear": clear,
    "crowd": crowd,
    "list": list_names,
    "mkdir": mkdir,
    "rmdir": rmdir,
    "sweep": sweep,
}
