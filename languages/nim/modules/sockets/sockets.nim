## Sockets that the engine has opened: preview 1 has no bind, no listen and no connect.

import std/[os, posix, strutils]

proc descriptorNamed*(name: string): SocketHandle =
  ## The descriptor of that name in FD_NAMES. Ends the program where there is none.
  let place = getEnv("FD_NAMES").split(':').find(name)
  if place < 0: quit "there is no socket " & name
  SocketHandle(place)

proc waitFor(descriptor: SocketHandle) =
  var wanted = TPollfd(fd: descriptor.cint, events: POLLIN)
  if poll(addr wanted, 1, -1) < 0: raiseOSError osLastError()

proc acceptNext*(listener: SocketHandle): SocketHandle =
  ## The next connection. A listener may be non-blocking, whatever it was asked for: the wait is poll's.
  while true:
    waitFor listener
    result = accept(listener, nil, nil)
    if result.cint >= 0: return
    if errno != EAGAIN: raiseOSError osLastError()

proc receive*(connection: SocketHandle, into: var openArray[byte]): int =
  ## How many bytes came, 0 at the end.
  result = recv(connection, addr into[0], into.len, 0)
  if result < 0: raiseOSError osLastError()

proc sendAll*(connection: SocketHandle, bytes: openArray[byte]) =
  var sent = 0
  while sent < bytes.len:
    let size = send(connection, unsafeAddr bytes[sent], bytes.len - sent, 0)
    if size >= 0: sent += size
    elif errno == EAGAIN: sleep 1
    else: raiseOSError osLastError()

proc hangUp*(connection: SocketHandle) =
  ## Ends both sides. With some engines close alone does not tell the other one.
  discard shutdown(connection, SHUT_RDWR)
  discard close(connection)
