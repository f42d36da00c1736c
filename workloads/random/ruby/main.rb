size, draws = ARGV.map { |text| Integer(text) }
$stdout.binmode
draws.times { $stdout.write(Random.urandom(size)) }
