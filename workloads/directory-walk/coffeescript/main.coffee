ROOT = '/data/tree'

make = (n) ->
  wasi.makeDirectory ROOT
  for i in [0...n]
    directory = "#{ROOT}/d#{i}"
    wasi.makeDirectory directory
    for j in [0...n]
      wasi.writeFile "#{directory}/f#{j}", wasi.encode "#{i * n + j}\n"
  return

walk = (path, totals) ->
  if wasi.isDirectory path
    totals.directories += 1
    walk "#{path}/#{name}", totals for name in wasi.listDirectory path
  else
    totals.files += 1
    totals.sum += Number wasi.decode wasi.readFile path
  totals

remove = (path) ->
  if wasi.isDirectory path
    remove "#{path}/#{name}" for name in wasi.listDirectory path
    wasi.removeDirectory path
  else
    wasi.removeFile path

make Number wasi.args()[0]
{directories, files, sum} = walk ROOT, {directories: 0, files: 0, sum: 0}
console.log "#{directories} #{files} #{sum}"
remove ROOT
