puts "count #{ARGV.size}"
ARGV.each.with_index(1) { |argument, index| puts "#{index} #{argument.bytesize} #{argument.unpack1("H*")}" }
