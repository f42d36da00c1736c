import "system" for Directory, File, Process

class Tree {
  static root { "/data/tree" }

  static make(n) {
    Directory.create(root)
    for (i in 0...n) {
      var directory = "%(root)/d%(i)"
      Directory.create(directory)
      for (j in 0...n) File.write("%(directory)/f%(j)", "%(i * n + j)\n")
    }
  }

  static entries(path) { Directory.list(path).map {|name| "%(path)/%(name)" } }

  // Directories, files, and the sum of their numbers.
  static walk(path) {
    if (!Directory.exists(path)) return [0, 1, Num.fromString(File.read(path).trim())]
    return entries(path).reduce([1, 0, 0]) {|totals, entry|
      var more = walk(entry)
      return (0..2).map {|at| totals[at] + more[at] }.toList
    }
  }

  static delete(path) {
    if (!Directory.exists(path)) return File.delete(path)
    entries(path).each {|entry| delete(entry) }
    Directory.delete(path)
  }
}

Tree.make(Num.fromString(Process.arguments[0]))
System.print(Tree.walk(Tree.root).join(" "))
Tree.delete(Tree.root)
