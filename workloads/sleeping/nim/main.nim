import std/[monotimes, os, strutils, times]

const
  mostTries = 10
  slack = initDuration(milliseconds = 30)

proc sleepInTime(milliseconds: int): string =
  let wanted = initDuration(milliseconds = milliseconds)
  for _ in 1..mostTries:
    let before = getMonoTime()
    sleep milliseconds
    let passed = getMonoTime() - before
    if passed >= wanted and passed <= wanted + slack: return "in time"
  quit "ten sleeps were too short or too long"

proc readSteadily(): string =
  let first = getMonoTime()
  var last = first
  for _ in 1..20_000:
    let now = getMonoTime()
    if now < last: quit "back by " & $(last - now)
    last = now
  sleep 2
  if getMonoTime() > first: "steady" else: "stuck"

echo if paramStr(1) == "steady": readSteadily() else: sleepInTime(paramStr(1).parseInt)
