local state = 42

local function fill(n)
  local matrix = {}
  for i = 1, n do
    local row = {}
    for j = 1, n do
      state = (state * 1664525 + 1013904223) & 0xffffffff
      row[j] = state >> 24
    end
    matrix[i] = row
  end
  return matrix
end

local function multiply(n, a, b)
  local c = {}
  for i = 1, n do
    local to = {}
    for j = 1, n do to[j] = 0 end
    for k = 1, n do
      local factor, row = a[i][k], b[k]
      for j = 1, n do to[j] = to[j] + factor * row[j] end
    end
    c[i] = to
  end
  return c
end

local n = math.tointeger(arg[1])
local a = fill(n)
local c = multiply(n, a, fill(n))
local sum = 0
for i = 0, n - 1 do
  for j = 0, n - 1 do sum = sum + (1 + (i + 2 * j) % 7) * c[i + 1][j + 1] end
end
print(("%d %d %d"):format(c[1][1], c[n][n], sum))
