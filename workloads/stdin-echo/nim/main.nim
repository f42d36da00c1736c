var bytes: array[65536, byte]
while (let size = stdin.readBytes(bytes, 0, bytes.len); size > 0):
  discard stdout.writeBytes(bytes, 0, size)
