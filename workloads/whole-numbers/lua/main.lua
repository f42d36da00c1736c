local function divide(left, right)
  local quotient = math.abs(left) // math.abs(right)
  return (left < 0) == (right < 0) and quotient or -quotient
end

local compute = {
  ["+"] = function(left, right) return left + right end,
  ["-"] = function(left, right) return left - right end,
  ["*"] = function(left, right) return left * right end,
  ["/"] = function(left, right) return right ~= 0 and divide(left, right) end,
  ["%"] = function(left, right) return right ~= 0 and math.fmod(left, right) end,
  ["&"] = function(left, right) return left & right end,
  ["|"] = function(left, right) return left | right end,
  ["^"] = function(left, right) return left ~ right end,
  ["<<"] = function(left, right) return left << (right & 31) end,
  [">>"] = function(left, right) return left // (1 << (right & 31)) end,
}

for line in io.lines() do
  local left, operator, right = line:match("^(%S+) (%S+) (%S+)$")
  local result = compute[operator](math.tointeger(left), math.tointeger(right))
  if result then
    local bits = result & 0xffffffff
    print(("%d %08x"):format((bits ~ 0x80000000) - 0x80000000, bits))
  else
    print("undefined")
  end
end
