print("count " .. #arg)
for index, argument in ipairs(arg) do
  local hexadecimal = argument:gsub(".", function(byte) return ("%02x"):format(byte:byte()) end)
  print(("%d %d %s"):format(index, #argument, hexadecimal))
end
