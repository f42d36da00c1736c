import os
import sys

ROOT = "/data/tree"
DIRECTORY = 0x4000


def create(n):
    os.mkdir(ROOT)
    for i in range(n):
        os.mkdir("{}/d{}".format(ROOT, i))
        for j in range(n):
            with open("{}/d{}/f{}".format(ROOT, i, j), "w") as file:
                print(i * n + j, file=file)


def walk(path):
    """How many directories and files there are from here on, and what the numbers in them add up to."""
    directories, files, total = 1, 0, 0
    for name, kind, *_ in os.ilistdir(path):
        below = path + "/" + name
        if kind == DIRECTORY:
            more = walk(below)
            directories, files, total = directories + more[0], files + more[1], total + more[2]
        else:
            with open(below) as file:
                files, total = files + 1, total + int(file.read())
    return directories, files, total


def remove(path):
    for name, kind, *_ in list(os.ilistdir(path)):
        below = path + "/" + name
        if kind == DIRECTORY:
            remove(below)
        else:
            os.remove(below)
    os.rmdir(path)


create(int(sys.argv[1]))
print(*walk(ROOT))
remove(ROOT)
