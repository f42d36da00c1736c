local function tree(depth)
  if depth == 0 then return {} end
  return { tree(depth - 1), tree(depth - 1) }
end

local function count(node)
  if not node[1] then return 1 end
  return 1 + count(node[1]) + count(node[2])
end

local depth = math.tointeger(arg[1])
local kept = tree(depth)
for own = 4, depth, 4 do
  local trees, nodes = 1 << (depth - own), 0
  for _ = 1, trees do nodes = nodes + count(tree(own)) end
  print(("%d %d %d"):format(trees, own, nodes))
end
print(("1 %d %d"):format(depth, count(kept)))
