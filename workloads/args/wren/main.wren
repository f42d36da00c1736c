import "system" for Process

var Digits = "0123456789abcdef"
var hex = Fn.new {|byte| Digits[byte >> 4] + Digits[byte & 15] }

var args = Process.arguments
System.print("count %(args.count)")
for (index in 0...args.count) {
  var bytes = args[index].bytes
  System.print("%(index + 1) %(bytes.count) %(bytes.map(hex).join())")
}
