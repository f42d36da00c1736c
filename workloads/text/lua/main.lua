local lines = {}
for line in io.lines() do lines[#lines + 1] = line end

for _, line in ipairs(lines) do
  local reversed = {}
  for _, point in utf8.codes(line) do table.insert(reversed, 1, utf8.char(point)) end
  print(("%d %d %s"):format(#line, #reversed, table.concat(reversed)))
end

-- The order of bytes in UTF-8 is that of code points; < goes by the locale, which is "C" unless set.
table.sort(lines)
for _, line in ipairs(lines) do print(line) end
