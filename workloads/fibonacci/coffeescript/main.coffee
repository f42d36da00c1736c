LARGEST = 100000

fibonacci = (index) ->
  [current, next] = [0n, 1n]
  [current, next] = [next, current + next] for _ in [0...index]
  current

text = (wasi.args()[0] ? wasi.readText()).trim()
index = if /^[0-9]{1,6}$/.test text then Number text else -1
if 0 <= index <= LARGEST
  console.log "#{fibonacci index}"
else
  console.error "fibonacci: not a whole number from 0 to #{LARGEST}"
  wasi.exit 1
