io.stdout:setvbuf("no")

local ways = {}

function ways.small()
  for line = 1, 10 do
    io.stdout:write("out ", line, "\n")
    io.stderr:write("err ", line, "\n")
  end
end

function ways.large()
  for block = 0, 255 do
    local letter = string.char(("a"):byte() + block % 26)
    io.stdout:write(letter:rep(4096))
    io.stderr:write(letter:upper():rep(4096))
  end
end

ways[...]()
