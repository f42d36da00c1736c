import std/[os, strutils, sysrand]

let (size, draws) = (paramStr(1).parseInt, paramStr(2).parseInt)
for _ in 1..draws:
  let bytes = urandom(size)
  discard stdout.writeBytes(bytes, 0, bytes.len)
