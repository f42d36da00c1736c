require "find"
require "fileutils"

ROOT = "/data/tree"

def create(n)
  Dir.mkdir(ROOT)
  n.times do |i|
    Dir.mkdir("#{ROOT}/d#{i}")
    n.times { |j| File.write("#{ROOT}/d#{i}/f#{j}", "#{i * n + j}\n") }
  end
end

create(Integer(ARGV.fetch(0)))
directories = files = sum = 0
Find.find(ROOT) do |path|
  if File.directory?(path)
    directories += 1
  else
    files += 1
    sum += File.read(path).to_i
  end
end
puts "#{directories} #{files} #{sum}"
FileUtils.rm_r(ROOT)
