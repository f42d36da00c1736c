PIECE = 16

$stdin.binmode
bytes = $stdin.read
0.step(bytes.bytesize - 1, PIECE) { |at| $stdout.syswrite(bytes.byteslice(at, PIECE)) }
