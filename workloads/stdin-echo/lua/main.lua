for block in io.lines(nil, 4096) do io.write(block) end
