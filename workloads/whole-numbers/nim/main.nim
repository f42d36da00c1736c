import std/[options, strformat, strutils]

proc compute(left: int32, operator: string, right: int32): Option[int32] =
  case operator
  of "+": some(left +% right)
  of "-": some(left -% right)
  of "*": some(left *% right)
  of "/": (if right == 0: none(int32) elif right == -1: some(0'i32 -% left) else: some(left div right))
  of "%": (if right == 0: none(int32) elif right == -1: some(0'i32) else: some(left mod right))
  of "&": some(left and right)
  of "|": some(left or right)
  of "^": some(left xor right)
  of "<<": some(left shl (right and 31))
  of ">>": some(ashr(left, right and 31))
  else: raise newException(ValueError, "no operator: " & operator)

for line in stdin.lines:
  let words = line.split(' ')
  let result = compute(words[0].parseInt.int32, words[1], words[2].parseInt.int32)
  echo if result.isSome: &"{result.get} {cast[uint32](result.get):08x}" else: "undefined"
