local PIECE <const> = 16

io.stdout:setvbuf("no")
local bytes = io.read("a")
for at = 1, #bytes, PIECE do io.stdout:write(bytes:sub(at, at + PIECE - 1)) end
