-- io.stdout has C's buffer, which os.exit flushes.
local function leave_from(level, status)
  if level == 0 then os.exit(status) end
  return leave_from(level - 1, status) + 1
end

local how = ...
for piece in io.lines(nil, 1000) do
  io.stdout:write(piece)
  if how == "both" then io.stderr:write(piece) end
end
if how == "deep" then leave_from(100, 0) end
if how == "failure" then leave_from(100, 1) end
