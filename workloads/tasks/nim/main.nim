import std/[os, strformat, strutils]

type Task[T] = iterator (): T

proc multiples(this, times: int): Task[string] =
  result = iterator (): string =
    for i in 1..times: yield &"{this}:{this * i}"

iterator byTurns[T](tasks: seq[Task[T]]): T =
  var left = tasks
  while left.len > 0:
    var going: seq[Task[T]]
    for task in left:
      let value = task()
      if not finished(task):
        yield value
        going.add task
    left = going

proc wholeNumbers(start: int): Task[int] =
  result = iterator (): int =
    var number = start
    while true:
      yield number
      inc number

proc without(divisor: int, numbers: Task[int]): Task[int] =
  result = iterator (): int =
    while true:
      let number = numbers()
      if number mod divisor != 0: yield number

let
  n = paramStr(1).parseInt
  p = paramStr(2).parseInt
var tasks: seq[Task[string]]
for i in 1..n: tasks.add multiples(i, n + 1 - i)
stdout.write "turns"
for value in byTurns(tasks): stdout.write ' ', value

stdout.write "\nprimes"
var numbers = wholeNumbers(2)
for _ in 1..p:
  let prime = numbers()
  stdout.write ' ', prime
  numbers = without(prime, numbers)
stdout.write '\n'
