import os, strutils

echo "count ", paramCount()
for index in 1 .. paramCount():
  let argument = paramStr(index)
  echo index, " ", argument.len, " ", argument.toHex.toLowerAscii
