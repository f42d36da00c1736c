local function attacks(column, placed)
  for row, other in ipairs(placed) do
    if column == other or math.abs(column - other) == #placed + 1 - row then return true end
  end
  return false
end

local function queens(n, found, placed)
  if #placed == n then
    found[#found + 1] = table.concat(placed, ",")
    return
  end
  for column = 1, n do
    if not attacks(column, placed) then
      table.insert(placed, column)
      queens(n, found, placed)
      table.remove(placed)
    end
  end
end

local function sum(d)
  if d == 0 then return 0 end
  return d + sum(d - 1)
end

local male

local function female(n)
  if n == 0 then return 1 end
  return n - male(female(n - 1))
end

function male(n)
  if n == 0 then return 0 end
  return n - female(male(n - 1))
end

local n, d = math.tointeger(arg[1]), math.tointeger(arg[2])
local found = {}
queens(n, found, {})
print(("queens %d %s"):format(#found, found[1]))
print(("depth %d"):format(sum(d)))
print(("mutual %d %d"):format(female(d % 64), male(d % 64)))
