multiples = (of_, times) ->
  yield "#{of_}:#{of_ * i}" for i in [1..times]
  return

byTurns = (tasks) ->
  while tasks.length > 0
    going = []
    for task in tasks
      {value, done} = task.next()
      continue if done
      yield value
      going.push task
    tasks = going
  return

wholeNumbers = (number) ->
  yield number++ while true
  return

without = (divisor, numbers) ->
  yield number for number from numbers when number % divisor isnt 0
  return

[n, p] = wasi.args().map Number
console.log "turns #{[byTurns(multiples i, n + 1 - i for i in [1..n])...].join ' '}"

numbers = wholeNumbers 2
found = for _ in [1..p]
  prime = numbers.next().value
  numbers = without prime, numbers
  prime
console.log "primes #{found.join ' '}"
