local function counter(step)
  local count = 0
  return function()
    count = count + step
    return count
  end
end

local function compose(functions)
  return function(value)
    for _, apply in ipairs(functions) do value = apply(value) end
    return value
  end
end

local function transform(list, apply)
  local results = {}
  for at, element in ipairs(list) do results[at] = apply(element) end
  return results
end

local n = math.tointeger(arg[1])
local up_to, counters, functions = {}, {}, {}
for i = 1, n do
  up_to[i] = i
  counters[i] = counter(i)
  functions[i] = function(x) return (31 * x + i) % 1000003 end
end

local sum
for _ = 1, 3 do
  sum = 0
  for _, count in ipairs(counters) do sum = sum + count() end
end
print(("counters %d"):format(sum))
print(("composed %d"):format(compose(functions)(1)))

local products = transform(up_to, function(i) return i * n end)
print("numbers " .. table.concat(products, " "))
local texts = transform(products, function(product) return product .. "-" .. product end)
print("texts " .. table.concat(texts, " "))
