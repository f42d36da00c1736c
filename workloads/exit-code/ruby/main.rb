exit Integer(ARGV.fetch(0), 10)
