os.exit(math.tointeger(arg[1]))
