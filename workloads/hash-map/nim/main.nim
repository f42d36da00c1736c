import std/[os, sequtils, strformat, strutils, tables]

let n = paramStr(1).parseInt
var
  counts = initCountTable[int]()
  state = 42'u32
for _ in 1..n:
  state = state * 1664525 + 1013904223
  counts.inc int(state shr 8) mod n
let keys = counts.len
for key in toSeq(counts.keys).filterIt(counts[it] mod 2 == 1): counts.del key
var sum = 0'u32
for key in 0..<n: sum += uint32(key + 1) * uint32(counts.getOrDefault(key))
echo &"{keys} {counts.len} {sum}"
