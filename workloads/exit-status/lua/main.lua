local endings = {
  zero = function() os.exit(true) end,
  ["return"] = function() end,
  one = function()
    print("leaving")
    os.exit(1)
  end,
  error = function() error("nobody catches this") end,
}

endings[...]()
