local MOST <const> = 100000
-- Numbers beyond 64 bits: digits to this base, the least first.
local BASE <const> = 10 ^ 15 // 1 | 0

local function add(a, b)
  local sum, carry = {}, 0
  for place = 1, #b do
    local digit = (a[place] or 0) + b[place] + carry
    carry = digit // BASE
    sum[place] = digit % BASE
  end
  if carry > 0 then sum[#sum + 1] = carry end
  return sum
end

local function decimal(number)
  local parts = { tostring(number[#number]) }
  for place = #number - 1, 1, -1 do parts[#parts + 1] = ("%015d"):format(number[place]) end
  return table.concat(parts)
end

local function fibonacci(n)
  local previous, current = { 0 }, { 1 }
  for _ = 1, n do previous, current = current, add(previous, current) end
  return previous
end

local text = (arg[1] or io.read("a")):match("^%s*(%d+)%s*$")
local n = text and math.tointeger(tonumber(text))
if not n or n > MOST then
  io.stderr:write("fibonacci: a whole number from 0 to ", MOST, ", please\n")
  os.exit(1)
end
print(decimal(fibonacci(n)))
