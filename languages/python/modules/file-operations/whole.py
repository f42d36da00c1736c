"""Operations on files by their paths."""

import os
import re
import stat
import time
from pathlib import Path

from telling import below, escaped, hash_of, told_of

BILLION = 1_000_000_000


def append(path: str, text: str) -> int:
    with below(path).open("ab") as file:
        return file.write(text.encode())


def chunks(path: str, size: str) -> str:
    data = b""
    with below(path).open("rb", buffering=0) as file:
        while chunk := file.read(int(size)):
            data += chunk
    return f"{len(data)} {hash_of(data)}"


def create(path: str) -> None:
    with below(path).open("xb"):
        pass


def fill(path: str, size: str) -> str:
    data = bytes(
        ord("\n") if at % 61 == 60 else ord("a") + at % 26 for at in range(int(size))
    )
    below(path).write_bytes(data)
    return size


def lines(path: str) -> str:
    with below(path).open("rb") as file:
        found = [line.removesuffix(b"\n") for line in file]
    longest = max(map(len, found), default=0)
    whole = b"".join(line + b"\n" for line in found)
    return f"{len(found)} longest={longest} {hash_of(whole)}"


def link(old: str, new: str) -> None:
    below(new).hardlink_to(below(old))


def patch(path: str, place: str, text: str) -> int:
    with below(path).open("r+b") as file:
        file.seek(int(place))
        return file.write(text.encode())


def read(path: str) -> str:
    return told_of(below(path).read_bytes())


def readlink(path: str) -> str:
    return escaped(os.readlink(os.fsencode(below(path))))


def remove(path: str) -> None:
    below(path).unlink()


def rename(old: str, new: str) -> None:
    below(old).rename(below(new))


def resize(path: str, size: str) -> None:
    os.truncate(below(path), int(size))


def tell_stat(found: os.stat_result) -> str:
    if stat.S_ISREG(found.st_mode):
        return f"file {found.st_size}"
    if stat.S_ISDIR(found.st_mode):
        return "directory"
    return "link" if stat.S_ISLNK(found.st_mode) else "other"


def symlink(target: str, path: str) -> None:
    below(path).symlink_to(Path(target))


def tell_time(nanoseconds: int) -> str:
    if abs(nanoseconds - time.time_ns()) <= 60 * BILLION:
        return "now"
    return f"{nanoseconds // BILLION}.{nanoseconds % BILLION:09}"


def times(path: str) -> str:
    found = below(path).stat()
    return f"{tell_time(found.st_atime_ns)} {tell_time(found.st_mtime_ns)}"


def nanoseconds_of(text: str) -> int:
    found = re.fullmatch(r"(\d+)\.(\d{9})", text)
    if found is None:
        raise ValueError(f"no time: {text}")
    return int(found[1]) * BILLION + int(found[2])


def touch(path: str, access: str, modification: str) -> None:
    os.utime(below(path), ns=(nanoseconds_of(access), nanoseconds_of(modification)))


def write(path: str, text: str) -> int:
    return below(path).write_bytes(text.encode())


WHOLE = {
    "append": append,
    "chunks": chunks,
    "create": create,
    "fill": fill,
    "lines": lines,
    "link": link,
    "lstat": lambda path: tell_stat(below(path).lstat()),
    "patch": patch,
    "read": read,
    "readlink": readlink,
    "remove": remove,
    "rename": rename,
    "resize": resize,
    "stat": lambda path: tell_stat(below(path).stat()),
    "symlink": symlink,
    "times": times,
    "touch": touch,
    "write": write,
}
