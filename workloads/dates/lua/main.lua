for line in io.lines() do print(os.date("!%Y-%m-%dT%H:%M:%SZ %A %j", math.tointeger(line))) end
