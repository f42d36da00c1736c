import std/[math, os, strformat, strutils]

const
  Most = 100_000
  Base = 10'u64 ^ 18

type Number = seq[uint64] ## Digits to the base of 10^18, the least first. The second number of a sum is the longer one.

proc `+=`(number: var Number, longer: Number) =
  var carry = 0'u64
  number.setLen longer.len
  for at, other in longer:
    let sum = number[at] + other + carry
    carry = sum div Base
    number[at] = sum mod Base
  if carry > 0: number.add carry

proc text(number: Number): string =
  result = $number[^1]
  for at in countdown(number.high - 1, 0): result.add &"{number[at]:018}"

proc fibonacci(n: int): Number =
  var current: Number = @[1'u64]
  result = @[0'u64]
  for _ in 1..n:
    result += current
    swap result, current

let said = strip(if paramCount() > 0: paramStr(1) else: stdin.readAll)
if said.len notin 1..6 or not said.allCharsInSet(Digits) or said.parseInt > Most:
  quit &"fibonacci: a whole number from 0 to {Most}, please"
echo fibonacci(said.parseInt).text
