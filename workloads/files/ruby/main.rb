require "pathname"

DATA = Pathname("/data")
OUT = DATA / "out.txt"

puts "read #{(DATA / "in.txt").read.bytesize}"
OUT.write("written\n")
puts "write #{OUT.size}"
OUT.write("appended\n", mode: "a")
puts "append #{OUT.size}"
OUT.truncate(4)
puts "truncate #{OUT.size}"
puts "list #{(DATA / "old").children.map(&:basename).sort.join(" ")}"
(DATA / "new").mkdir
puts "mkdir new"
(DATA / "old/a.txt").rename(DATA / "new/a2.txt")
puts "rename a2.txt"
(DATA / "old/b.txt").delete
puts "remove b.txt"
(DATA / "old").rmdir
puts "rmdir old"
begin
  (DATA / "missing.txt").open
  abort "missing.txt is there"
rescue Errno::ENOENT
  puts "missing not found"
end
