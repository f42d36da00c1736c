console.log 'hello from CoffeeScript'
