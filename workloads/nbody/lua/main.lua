local DAYS <const> = 365.24
local SOLAR_MASS <const> = 4 * math.pi * math.pi

local function body(x, y, z, vx, vy, vz, mass)
  return { x = x, y = y, z = z, vx = vx * DAYS, vy = vy * DAYS, vz = vz * DAYS, mass = mass * SOLAR_MASS }
end

-- Positions in astronomical units, velocities in those a year, masses in units in which gravity's constant is one.
local sun = body(0, 0, 0, 0, 0, 0, 1)
local bodies = {
  sun,
  -- Jupiter
  body(4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01, 1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05, 9.54791938424326609e-04),
  -- Saturn
  body(8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01, -2.76742510726411728e-03, 4.99852801234917238e-03, 2.30417297573763929e-05, 2.85885980666130812e-04),
  -- Uranus
  body(1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01, 2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05, 4.36624404335156298e-05),
  -- Neptune
  body(1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01, 2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05, 5.15138902046611451e-05),
}

-- The sun moves so that all momenta cancel.
local function prepare()
  for _, part in ipairs { "vx", "vy", "vz" } do
    local momentum = 0
    for _, each in ipairs(bodies) do momentum = momentum + each[part] * each.mass end
    sun[part] = -momentum / SOLAR_MASS
  end
end

local function energy()
  local sum = 0
  for i, one in ipairs(bodies) do
    sum = sum + 0.5 * one.mass * (one.vx ^ 2 + one.vy ^ 2 + one.vz ^ 2)
    for j = i + 1, #bodies do
      local other = bodies[j]
      local dx, dy, dz = one.x - other.x, one.y - other.y, one.z - other.z
      sum = sum - one.mass * other.mass / math.sqrt(dx * dx + dy * dy + dz * dz)
    end
  end
  return sum
end

local function advance(step)
  for i, one in ipairs(bodies) do
    for j = i + 1, #bodies do
      local other = bodies[j]
      local dx, dy, dz = one.x - other.x, one.y - other.y, one.z - other.z
      local square = dx * dx + dy * dy + dz * dz
      local magnitude = step / (square * math.sqrt(square))
      one.vx = one.vx - dx * other.mass * magnitude
      one.vy = one.vy - dy * other.mass * magnitude
      one.vz = one.vz - dz * other.mass * magnitude
      other.vx = other.vx + dx * one.mass * magnitude
      other.vy = other.vy + dy * one.mass * magnitude
      other.vz = other.vz + dz * one.mass * magnitude
    end
  end
  for _, each in ipairs(bodies) do
    each.x = each.x + step * each.vx
    each.y = each.y + step * each.vy
    each.z = each.z + step * each.vz
  end
end

local steps, mode = ...
prepare()
print(("%.9f"):format(energy()))
local start = os.clock()
for _ = 1, math.tointeger(steps) do advance(0.01) end
if mode == "time" then io.stderr:write(("took %.3f ms\n"):format((os.clock() - start) * 1000)) end
print(("%.9f"):format(energy()))
