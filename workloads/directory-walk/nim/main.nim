import std/[os, strutils]

const root = "/data/tree"

proc create(n: int) =
  createDir root
  for i in 0..<n:
    createDir root / "d" & $i
    for j in 0..<n: writeFile(root / "d" & $i / "f" & $j, $(i * n + j) & "\n")

create paramStr(1).parseInt
var directories, files, sum = 0
inc directories
for path in walkDirRec(root, yieldFilter = {pcFile, pcDir}):
  if dirExists(path): inc directories
  else:
    inc files
    sum += readFile(path).strip.parseInt
echo directories, " ", files, " ", sum
removeDir root
