import sys
from pathlib import Path

DATA = Path("/data")
OUT = DATA / "out.txt"


def write() -> int:
    OUT.write_text("written\n")
    return OUT.stat().st_size


def append() -> int:
    with OUT.open("a") as file:
        file.write("appended\n")
    return OUT.stat().st_size


def truncate() -> int:
    with OUT.open("r+") as file:
        file.truncate(4)
    return OUT.stat().st_size


def mkdir() -> str:
    (DATA / "new").mkdir()
    return "new"


def rename() -> str:
    return (DATA / "old/a.txt").rename(DATA / "new/a2.txt").name


def remove() -> str:
    (DATA / "old/b.txt").unlink()
    return "b.txt"


def rmdir() -> str:
    (DATA / "old").rmdir()
    return "old"


def missing() -> str:
    try:
        (DATA / "missing.txt").read_bytes()
    except FileNotFoundError:
        return "not found"
    raise FileExistsError("missing.txt")


STEPS = {
    "read": lambda: len((DATA / "in.txt").read_bytes()),
    "write": write,
    "append": append,
    "truncate": truncate,
    "list": lambda: " ".join(sorted(path.name for path in (DATA / "old").iterdir())),
    "mkdir": mkdir,
    "rename": rename,
    "remove": remove,
    "rmdir": rmdir,
    "missing": missing,
}


if __name__ == "__main__":
    for name, step in STEPS.items():
        try:
            print(name, step())
        except OSError as error:
            sys.exit(f"{name} failed: {error}")
