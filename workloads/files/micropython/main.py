import errno
import os

OUT = "/data/out.txt"


def size(path):
    return os.stat(path)[6]


def put(path, mode, text):
    with open(path, mode) as file:
        file.write(text)


with open("/data/in.txt") as file:
    print("read", len(file.read()))
put(OUT, "w", "written\n")
print("write", size(OUT))
put(OUT, "a", "appended\n")
print("append", size(OUT))
with open(OUT) as file:
    begin = file.read(4)
put(OUT, "w", begin)
print("truncate", size(OUT))
print("list", *sorted(os.listdir("/data/old")))
os.mkdir("/data/new")
print("mkdir new")
os.rename("/data/old/a.txt", "/data/new/a2.txt")
print("rename a2.txt")
os.remove("/data/old/b.txt")
print("remove b.txt")
os.rmdir("/data/old")
print("rmdir old")
try:
    open("/data/missing.txt")
except OSError as error:
    if error.errno != errno.ENOENT:
        raise
    print("missing not found")
