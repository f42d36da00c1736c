hex = (byte) -> byte.toString(16).padStart 2, '0'

args = wasi.args()
console.log "count #{args.length}"
for arg, index in args
  bytes = [wasi.encode(arg)...]
  console.log "#{index + 1} #{bytes.length} #{bytes.map(hex).join ''}"
