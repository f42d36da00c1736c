local yield, wrap = coroutine.yield, coroutine.wrap

local function multiples(of, times)
  return wrap(function()
    for i = 1, times do yield(("%d:%d"):format(of, of * i)) end
  end)
end

local function by_turns(tasks)
  return wrap(function()
    while #tasks > 0 do
      local going = {}
      for _, task in ipairs(tasks) do
        local value = task()
        if value then
          yield(value)
          going[#going + 1] = task
        end
      end
      tasks = going
    end
  end)
end

local function whole_numbers(from)
  return wrap(function()
    for number = from, math.maxinteger do yield(number) end
  end)
end

local function without(divisor, numbers)
  return wrap(function()
    for number in numbers do
      if number % divisor ~= 0 then yield(number) end
    end
  end)
end

local n, p = math.tointeger(arg[1]), math.tointeger(arg[2])
local tasks = {}
for i = 1, n do tasks[i] = multiples(i, n + 1 - i) end
io.write("turns")
for value in by_turns(tasks) do io.write(" ", value) end

io.write("\nprimes")
local numbers = whole_numbers(2)
for _ = 1, p do
  local prime = numbers()
  io.write(" ", prime)
  numbers = without(prime, numbers)
end
io.write("\n")
