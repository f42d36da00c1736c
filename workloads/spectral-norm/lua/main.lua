local function element(i, j) return 1 / ((i + j) * (i + j + 1) // 2 + i + 1) end

local function multiply(from, to, at)
  for i = 0, #from - 1 do
    local sum = 0
    for j = 0, #from - 1 do sum = sum + at(i, j) * from[j + 1] end
    to[i + 1] = sum
  end
end

local function transposed(i, j) return element(j, i) end

local n = math.tointeger(arg[1])
local u, v, between = {}, {}, {}
for i = 1, n do u[i] = 1 end
for _ = 1, 10 do
  multiply(u, between, element)
  multiply(between, v, transposed)
  multiply(v, between, element)
  multiply(between, u, transposed)
end
local uv, vv = 0, 0
for i = 1, n do
  uv = uv + u[i] * v[i]
  vv = vv + v[i] * v[i]
end
print(("%.9f"):format(math.sqrt(uv / vv)))
