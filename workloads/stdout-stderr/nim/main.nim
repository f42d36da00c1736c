import std/[os, strformat, strutils]

proc say(file: File, text: string) =
  file.write text
  file.flushFile

case paramStr(1)
of "small":
  for line in 1..10:
    stdout.say &"out {line}\n"
    stderr.say &"err {line}\n"
of "large":
  for k in 0..255:
    let letter = chr(ord('a') + k mod 26)
    stdout.say letter.repeat(4096)
    stderr.say letter.toUpperAscii.repeat(4096)
else: quit "usage: main small|large"
