-- A variable that is closed calls __close of its value, also where an error passes.
local function open(text)
  print("open " .. text)
  return setmetatable({}, { __close = function() print("close " .. text) end })
end

local function half(text)
  if not text:match("^%d+$") or #text > 9 then error(text .. " is no number", 0) end
  local number = math.tointeger(text)
  if number % 2 == 1 then error(number .. " is odd", 0) end
  return number // 2
end

local function step(text)
  local _ <close> = open(text)
  local result = half(text)
  return result
end

for _, text in ipairs(arg) do
  if text == "uncaught" then error("nothing catches this") end
  local fine, result = pcall(step, text)
  print(fine and "half " .. result or "error: " .. result)
end
print("done")
