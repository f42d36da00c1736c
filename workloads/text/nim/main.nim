import std/[algorithm, strformat, unicode]

let lines = block:
  var read: seq[string]
  for line in stdin.lines: read.add line
  read

for line in lines:
  let points = line.toRunes
  echo &"{line.len} {points.len} {$points.reversed}"
for line in lines.sorted: echo line
