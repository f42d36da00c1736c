import std/[os, strformat, strutils]

echo "count ", paramCount()
for at, argument in commandLineParams():
  echo &"{at + 1} {argument.len} {argument.toHex.toLowerAscii}"
