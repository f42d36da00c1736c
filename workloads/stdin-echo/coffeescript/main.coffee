wasi.writeBytes bytes while (bytes = wasi.readBytes())?
