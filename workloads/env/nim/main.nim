import std/[algorithm, os, sequtils, strformat]

let arguments = commandLineParams()
if arguments == @["--all"]:
  let all = toSeq(envPairs()).sortedByIt(it.key)
  echo "count ", all.len
  for (name, value) in all: echo &"{name}={value}"
else:
  for name in arguments:
    echo if existsEnv(name): &"{name}={getEnv(name)}" else: &"{name} unset"
