WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
DAY = 86400000

for line in wasi.readText().split('\n').slice 0, -1
  date = new Date Number(line) * 1000
  dayOfYear = 1 + Math.floor (date - Date.UTC date.getUTCFullYear(), 0) / DAY
  time = date.toISOString().replace '.000Z', 'Z'
  console.log "#{time} #{WEEKDAYS[date.getUTCDay()]} #{String(dayOfYear).padStart 3, '0'}"
