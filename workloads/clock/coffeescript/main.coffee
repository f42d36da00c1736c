sleep = (milliseconds) ->
  begin = wasi.monotonic()
  wasi.sleep milliseconds
  passed = wasi.monotonic() - begin
  if passed >= milliseconds * 1e6
    console.log 'slept'
  else
    console.error "only #{passed} ns have passed"
    wasi.exit 1

[what, milliseconds] = wasi.args()
switch what
  when 'now' then console.log wasi.now()
  when 'sleep' then sleep Number milliseconds
  else
    console.error 'usage: main now | sleep MILLISECONDS'
    wasi.exit 1
