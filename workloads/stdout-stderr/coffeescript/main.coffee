writeLines = ->
  for i in [1..10]
    console.log "out #{i}"
    console.error "err #{i}"
  return

block = (first, k) -> new Uint8Array(4096).fill first.charCodeAt() + k % 26

writeBlocks = ->
  for k in [0...256]
    wasi.writeBytes block 'a', k
    wasi.writeErrorBytes block 'A', k
  return

switch wasi.args()[0]
  when 'small' then writeLines()
  when 'large' then writeBlocks()
  else
    console.error 'usage: main small|large'
    wasi.exit 1
