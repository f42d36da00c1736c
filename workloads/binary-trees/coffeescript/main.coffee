make = (depth) ->
  if depth is 0 then {} else {left: make(depth - 1), right: make(depth - 1)}

count = ({left, right}) -> if left? then 1 + count(left) + count(right) else 1

depth = Number wasi.args()[0]
kept = make depth
for each in [4..depth] by 4
  trees = 2 ** (depth - each)
  nodes = 0
  nodes += count make each for _ in [0...trees]
  console.log "#{trees} #{each} #{nodes}"
console.log "1 #{depth} #{count kept}"
