if ARGV == ["--all"]
  puts "count #{ENV.size}"
  ENV.sort.each { |name, value| puts "#{name}=#{value}" }
else
  ARGV.each { |name| puts ENV.key?(name) ? "#{name}=#{ENV[name]}" : "#{name} unset" }
end
