[way] = wasi.args()
switch way
  when 'zero' then wasi.exit 0
  when 'return' then undefined
  when 'one'
    console.log 'leaving'
    wasi.exit 1
  when 'error' then throw new Error 'nobody catches this'
  else throw new Error "no such way to end: #{way}"
