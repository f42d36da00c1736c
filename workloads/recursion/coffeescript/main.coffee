attacks = (column, placed) ->
  placed.some (other, row) -> column is other or Math.abs(column - other) is placed.length - row

queens = (n, placed = []) ->
  return yield placed if placed.length is n
  for column in [1..n] when not attacks column, placed
    yield from queens n, [placed..., column]
  return

sum = (d) -> if d is 0 then 0 else d + sum d - 1
female = (n) -> if n is 0 then 1 else n - male female n - 1
male = (n) -> if n is 0 then 0 else n - female male n - 1

[n, d] = wasi.args().map Number
found = [queens(n)...]
console.log "queens #{found.length} #{found[0]}"
console.log "depth #{sum d}"
console.log "mutual #{female d % 64} #{male d % 64}"
