operators =
  '+': (left, right) -> left + right
  '-': (left, right) -> left - right
  '*': Math.imul
  '/': (left, right) -> left / right unless right is 0
  '%': (left, right) -> left % right unless right is 0
  '&': (left, right) -> left & right
  '|': (left, right) -> left | right
  '^': (left, right) -> left ^ right
  '<<': (left, right) -> left << right
  '>>': (left, right) -> left >> right

for line in wasi.readText().split('\n').slice 0, -1
  [left, operator, right] = line.split ' '
  result = operators[operator] Number(left), Number right
  console.log if result? then "#{result | 0} #{(result >>> 0).toString(16).padStart 8, '0'}" else 'undefined'
