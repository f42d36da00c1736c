class StepError extends Error

half = (text) ->
  throw new StepError "#{text} is no number" unless /^[0-9]{1,9}$/.test text
  number = Number text
  throw new StepError "#{number} is odd" if number % 2 is 1
  number / 2

step = (text) ->
  console.log "open #{text}"
  try
    half text
  finally
    console.log "close #{text}"

for text in wasi.args()
  throw new Error 'nothing catches this' if text is 'uncaught'
  try
    console.log "half #{step text}"
  catch error
    throw error unless error instanceof StepError
    console.log "error: #{error.message}"
console.log 'done'
