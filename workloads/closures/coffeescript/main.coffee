counter = (step) ->
  count = 0
  -> count += step

compose = (functions) -> (value) ->
  functions.reduce ((result, apply) -> apply result), value

transform = (list, apply) -> apply element for element in list

n = Number wasi.args()[0]

counters = (counter i for i in [1..n])
for _ in [1..3]
  sum = counters.reduce ((total, count) -> total + count()), 0
console.log "counters #{sum}"

functions = [1..n].map (i) -> (x) -> (31 * x + i) % 1000003
console.log "composed #{compose(functions) 1}"

products = transform [1..n], (i) -> i * n
console.log "numbers #{products.join ' '}"
texts = transform products, (product) -> "#{product}-#{product}"
console.log "texts #{texts.join ' '}"
