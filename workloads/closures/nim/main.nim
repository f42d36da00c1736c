import std/[os, sequtils, strformat, strutils, sugar]

proc counter(step: int): proc (): int =
  var count = 0
  result = proc (): int =
    count += step
    count

proc compose[T](functions: seq[T -> T]): T -> T =
  (value: T) => functions.foldl(b(a), value)

proc transform[T, U](list: openArray[T], apply: T -> U): seq[U] =
  for element in list: result.add apply(element)

proc linear(i: int): int -> int = (x: int) => (31 * x + i) mod 1_000_003

let
  n = paramStr(1).parseInt
  upTo = toSeq(1..n)
  counters = upTo.map(counter)
var sum = 0
for _ in 1..3:
  sum = 0
  for count in counters: sum += count()
echo &"counters {sum}"
echo &"composed {compose(upTo.map(linear))(1)}"

let products = upTo.transform((i: int) => i * n)
echo "numbers ", products.join(" ")
echo "texts ", products.transform((product: int) => &"{product}-{product}").join(" ")
