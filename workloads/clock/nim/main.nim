import std/[monotimes, os, strutils, times]

proc sleepFor(milliseconds: int) =
  let before = getMonoTime()
  sleep milliseconds
  let passed = getMonoTime() - before
  if passed < initDuration(milliseconds = milliseconds): quit "slept for " & $passed & " only"
  echo "slept"

let arguments = commandLineParams()
if arguments == @["now"]:
  let now = getTime()
  echo now.toUnix * 1000 + now.nanosecond div 1_000_000
elif arguments.len == 2 and arguments[0] == "sleep": sleepFor arguments[1].parseInt
else: quit "usage: main now | sleep MILLISECONDS"
