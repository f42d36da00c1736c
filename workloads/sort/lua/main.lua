local MASK <const> = 0xffffffff

local numbers, state = {}, 42
for at = 1, math.tointeger(arg[1]) do
  state = (state * 1664525 + 1013904223) & MASK
  numbers[at] = state
end
table.sort(numbers)
local sum = 0
for at, number in ipairs(numbers) do sum = (sum + at * number) & MASK end
print(("%d %d %d"):format(numbers[1], numbers[#numbers], sum))
