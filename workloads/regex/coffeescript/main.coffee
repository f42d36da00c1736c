USAGE = 'usage: main find PATTERN | count PATTERN | replace PATTERN WITH'

lines = -> wasi.readText().split('\n').slice 0, -1

find = (pattern) ->
  for line, number in lines()
    for match from line.matchAll pattern
      column = [line.slice(0, match.index)...].length + 1
      console.log "#{number + 1}:#{column}" + (" <#{group ? ''}>" for group in match).join ''
  return

count = (pattern) ->
  found = lines().map (line) -> [line.matchAll(pattern)...].length
  all = found.reduce ((sum, matches) -> sum + matches), 0
  console.log "#{all} in #{found.filter(Boolean).length} of #{found.length} lines"

replace = (pattern, text) ->
  for line in lines()
    console.log line.replace pattern, (groups...) ->
      groups.length = groups.findIndex (group) -> typeof group is 'number'
      text.replace /\$([0-9])/g, (_, group) -> groups[group] ? ''
  return

try
  [what, source, text, more...] = wasi.args()
  throw new Error USAGE unless source? and more.length is 0 and text? is (what is 'replace')
  pattern = new RegExp source, 'gu'
  switch what
    when 'find' then find pattern
    when 'count' then count pattern
    when 'replace' then replace pattern, text
    else throw new Error USAGE
catch error
  console.error "regex: #{error.message}"
  wasi.exit 1
