OUT = '/data/out.txt'

readMissing = ->
  try
    wasi.readFile '/data/missing.txt'
  catch error
    return 'not found' if wasi.errorCode(error) is 'no-entry'
    throw error
  throw new Error 'missing.txt is there'

steps =
  read: -> wasi.readFile('/data/in.txt').length
  write: ->
    wasi.writeFile OUT, wasi.encode 'written\n'
    wasi.sizeOf OUT
  append: ->
    wasi.appendFile OUT, wasi.encode 'appended\n'
    wasi.sizeOf OUT
  truncate: ->
    wasi.truncate OUT, 4
    wasi.sizeOf OUT
  list: -> wasi.listDirectory('/data/old').join ' '
  mkdir: ->
    wasi.makeDirectory '/data/new'
    'new'
  rename: ->
    wasi.rename '/data/old/a.txt', '/data/new/a2.txt'
    'a2.txt'
  remove: ->
    wasi.removeFile '/data/old/b.txt'
    'b.txt'
  rmdir: ->
    wasi.removeDirectory '/data/old'
    'old'
  missing: readMissing

console.log "#{name} #{step()}" for name, step of steps
