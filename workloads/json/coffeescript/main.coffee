USAGE = 'usage: main print | get POINTER | set POINTER JSON | remove POINTER'
MISSING = 'the pointer names nothing'

isHolder = (value) -> value isnt null and typeof value is 'object'

# What JavaScript compares are UTF-16 units: those of a pair lie below U+E000.
byCodePoint = (left, right) ->
  [a, b] = [left, right].map (name) -> Array.from name, (char) -> char.codePointAt 0
  for code, at in a when code isnt b[at]
    return if at >= b.length then 1 else code - b[at]
  a.length - b.length

format = (value) ->
  if Array.isArray value
    "[#{value.map(format).join ','}]"
  else if isHolder value
    members = ("#{JSON.stringify name}:#{format value[name]}" for name in Object.keys(value).sort byCodePoint)
    "{#{members.join ','}}"
  else
    JSON.stringify value

parts = (pointer) ->
  [first, names...] = pointer.split '/'
  throw new Error MISSING unless first is ''
  names.map (name) -> name.replaceAll('~1', '/').replaceAll '~0', '~'

# The name of what the holder has.
own = (holder, name) ->
  throw new Error MISSING unless isHolder(holder) and Object.hasOwn holder, name
  throw new Error MISSING if Array.isArray(holder) and not /^(0|[1-9][0-9]*)$/.test name
  name

find = (value, names) -> names.reduce ((holder, name) -> holder[own holder, name]), value

change = (document, pointer, act) ->
  [names..., last] = parts pointer
  act find(document, names), last
  document

put = (value) -> (holder, name) ->
  if Array.isArray holder
    if name is '-' then holder.push value else holder[own holder, name] = value
  else
    throw new Error MISSING unless isHolder holder
    holder[name] = value

take = (holder, name) ->
  own holder, name
  if Array.isArray holder then holder.splice Number(name), 1 else delete holder[name]

answer = (document, [what, pointer, text, more...]) ->
  given = (said for said in [pointer, text, more...] when said?).length
  switch "#{what} #{given}"
    when 'print 0' then document
    when 'get 1' then find document, parts pointer
    when 'set 2'
      value = JSON.parse text
      if pointer is '' then value else change document, pointer, put value
    when 'remove 1' then change document, pointer, take
    else throw new Error USAGE

try
  console.log format answer JSON.parse(wasi.readText()), wasi.args()
catch error
  console.error "json: #{error.message}"
  wasi.exit 1
