import shutil
import sys
from pathlib import Path

ROOT = Path("/data/tree")


def make(n: int) -> None:
    for i in range(n):
        folder = ROOT / f"d{i}"
        folder.mkdir(parents=True)
        for j in range(n):
            (folder / f"f{j}").write_text(f"{i * n + j}\n")


def walk() -> tuple[int, int, int]:
    folders = files = total = 0
    for folder, _, names in ROOT.walk():
        folders += 1
        files += len(names)
        total += sum(int((folder / name).read_text()) for name in names)
    return folders, files, total


make(int(sys.argv[1]))
print(*walk())
shutil.rmtree(ROOT)
