import std/[algorithm, os, strformat, strutils]

var
  numbers = newSeq[uint32](paramStr(1).parseInt)
  state = 42'u32
  sum = 0'u32
for number in numbers.mitems:
  state = state * 1664525 + 1013904223
  number = state
numbers.sort
for at, number in numbers: sum += uint32(at + 1) * number
echo &"{numbers[0]} {numbers[^1]} {sum}"
