import std/[os, sequtils, strformat, strutils]

proc attacks(column: int, placed: seq[int]): bool =
  for row, other in placed:
    if column == other or abs(column - other) == placed.len - row: return true

proc queens(n: int, placed: seq[int], found: var seq[seq[int]]) =
  if placed.len == n:
    found.add placed
    return
  for column in 1..n:
    if not column.attacks(placed): queens(n, placed & column, found)

## Volatile, since C's compiler would make a product of it.
proc sum(d: int): int =
  if d == 0: return 0
  var rest {.volatile.} = sum(d - 1)
  d + rest

proc male(n: int): int

proc female(n: int): int =
  if n == 0: 1 else: n - male(female(n - 1))

proc male(n: int): int =
  if n == 0: 0 else: n - female(male(n - 1))

let
  n = paramStr(1).parseInt
  d = paramStr(2).parseInt
var found: seq[seq[int]]
queens(n, @[], found)
echo &"queens {found.len} ", found[0].mapIt($it).join(",")
echo &"depth {sum(d)}"
echo &"mutual {female(d mod 64)} {male(d mod 64)}"
