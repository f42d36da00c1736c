# An echo server on a socket that the engine has opened.
import std/[os, strutils]
import sockets

let listener = descriptorNamed("echo")
for _ in 1..paramStr(1).parseInt:
  let connection = acceptNext(listener)
  var buffer: array[16384, byte]
  while (let size = connection.receive(buffer); size > 0):
    connection.sendAll buffer.toOpenArray(0, size - 1)
  hangUp connection
