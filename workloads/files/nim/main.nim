import std/[algorithm, os, posix, sequtils, strformat, strutils]

const
  data = "/data"
  target = data / "out.txt"

proc append(path, text: string) =
  let file = open(path, fmAppend)
  defer: file.close
  file.write text

echo &"read {readFile(data / \"in.txt\").len}"
writeFile(target, "written\n")
echo &"write {getFileSize(target)}"
target.append "appended\n"
echo &"append {getFileSize(target)}"
if truncate(target, 4) != 0: raiseOSError(osLastError())
echo &"truncate {getFileSize(target)}"
echo "list ", toSeq(walkDir(data / "old", relative = true)).mapIt(it.path).sorted.join(" ")
createDir(data / "new")
echo "mkdir new"
moveFile(data / "old" / "a.txt", data / "new" / "a2.txt")
echo "rename a2.txt"
removeFile(data / "old" / "b.txt")
echo "remove b.txt"
removeDir(data / "old")
echo "rmdir old"
if fileExists(data / "missing.txt"): quit "missing.txt is there"
try: discard open(data / "missing.txt")
except IOError: echo "missing not found"
