import std/[os, strformat, strutils]

type StepError = object of CatchableError

proc half(text: string): int =
  if text.len notin 1..9 or not text.allCharsInSet(Digits):
    raise newException(StepError, &"{text} is no number")
  let number = text.parseInt
  if number mod 2 == 1: raise newException(StepError, &"{number} is odd")
  number div 2

proc step(text: string): int =
  echo "open ", text
  defer: echo "close ", text
  half(text)

for text in commandLineParams():
  if text == "uncaught": raise newException(ValueError, "nothing catches this")
  try:
    echo "half ", step(text)
  except StepError as error:
    echo "error: ", error.msg
echo "done"
