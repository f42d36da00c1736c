import std/os

case paramStr(1)
of "zero": quit QuitSuccess
of "return": discard
of "one":
  echo "leaving"
  quit QuitFailure
of "error": raise newException(ValueError, "nobody catches this")
else: quit "usage: main zero|return|one|error"
