import "system" for Process

// By bytes: Wren compares no texts.
var isBefore = Fn.new {|a, b|
  for (at in 0...a.bytes.count.min(b.bytes.count)) {
    if (a.bytes[at] != b.bytes[at]) return a.bytes[at] < b.bytes[at]
  }
  return a.bytes.count < b.bytes.count
}

var printOne = Fn.new {|name|
  var value = Process.variable(name)
  System.print(value == null ? "%(name) unset" : "%(name)=%(value)")
}

var args = Process.arguments
if (args.count == 1 && args[0] == "--all") {
  var variables = Process.environment
  System.print("count %(variables.count)")
  variables.sort(isBefore).each {|variable| System.print(variable) }
} else {
  args.each(printOne)
}
