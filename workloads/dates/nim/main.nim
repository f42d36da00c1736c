import std/[strformat, strutils, times]

for line in stdin.lines:
  let date = line.parseBiggestInt.fromUnix.utc
  echo date.format("yyyy-MM-dd'T'HH:mm:ss'Z' dddd"), &" {date.yearday + 1:03}"
