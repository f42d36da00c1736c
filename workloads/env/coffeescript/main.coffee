# One character a byte, so that texts compare as bytes do.
octets = (text) -> String.fromCharCode wasi.encode(text)...

byBytes = (a, b) ->
  [a, b] = [octets(a), octets(b)]
  if a < b then -1 else if a > b then 1 else 0

printAll = (variables) ->
  console.log "count #{variables.length}"
  lines = ("#{name}=#{value}" for [name, value] in variables)
  console.log line for line in lines.sort byBytes

printOne = (name) ->
  value = wasi.variable name
  console.log if value? then "#{name}=#{value}" else "#{name} unset"

names = wasi.args()
if names.length is 1 and names[0] is '--all'
  printAll wasi.environment()
else
  printOne name for name in names
