import "system" for Directory, File

var Out = "/data/out.txt"

var openMissing = Fn.new {
  var error = Fiber.new { File.read("/data/missing.txt") }.try()
  if (error != "No such file or directory") Fiber.abort("missing.txt: %(error)")
  return "not found"
}

var report = Fn.new {|name, what| System.print("%(name) %(what)") }

report.call("read", File.read("/data/in.txt").bytes.count)
File.write(Out, "written\n")
report.call("write", File.size(Out))
File.append(Out, "appended\n")
report.call("append", File.size(Out))
File.truncate(Out, 4)
report.call("truncate", File.size(Out))
var names = Directory.list("/data/old").sort {|a, b| a.bytes[0] < b.bytes[0] }
report.call("list", names.join(" "))
Directory.create("/data/new")
report.call("mkdir", "new")
File.rename("/data/old/a.txt", "/data/new/a2.txt")
report.call("rename", "a2.txt")
File.delete("/data/old/b.txt")
report.call("remove", "b.txt")
Directory.delete("/data/old")
report.call("rmdir", "old")
report.call("missing", openMissing.call())
