# UTF-16 units of a pair lie below U+E000: what is compared is code points.
compare = (left, right) ->
  for char, at in left when char isnt right[at]
    return if at >= right.length then 1 else char.codePointAt(0) - right[at].codePointAt 0
  left.length - right.length

lines = ([line...] for line in wasi.readText().split('\n').slice 0, -1)
for line in lines
  text = line.join ''
  console.log "#{wasi.encode(text).length} #{line.length} #{[line...].reverse().join ''}"
console.log line.join '' for line in lines.sort compare
