# stdout has C's buffer, which quit writes out.
import std/os

proc leaveFrom(level, status: int): int =
  if level == 0: quit status
  leaveFrom(level - 1, status) + 1

let how = paramStr(1)
var piece: array[1000, byte]
while (let size = stdin.readBytes(piece, 0, piece.len); size > 0):
  discard stdout.writeBytes(piece, 0, size)
  if how == "both": discard stderr.writeBytes(piece, 0, size)
case how
of "deep": discard leaveFrom(100, QuitSuccess)
of "failure": discard leaveFrom(100, QuitFailure)
