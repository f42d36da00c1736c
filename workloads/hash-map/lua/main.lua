local MASK <const> = 0xffffffff

local n = math.tointeger(arg[1])
local counts, keys, state = {}, 0, 42
for _ = 1, n do
  state = (state * 1664525 + 1013904223) & MASK
  local key = (state >> 8) % n
  if not counts[key] then keys = keys + 1 end
  counts[key] = (counts[key] or 0) + 1
end
for key, count in pairs(counts) do
  if count % 2 == 1 then counts[key] = nil end
end
local left, sum = 0, 0
for key = 0, n - 1 do
  local count = counts[key]
  if count then
    left = left + 1
    sum = (sum + (key + 1) * count) & MASK
  end
end
print(("%d %d %d"):format(keys, left, sum))
