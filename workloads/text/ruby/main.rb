lines = $stdin.readlines(chomp: true, encoding: Encoding::UTF_8)
lines.each { |line| puts "#{line.bytesize} #{line.size} #{line.reverse}" }
puts lines.sort
