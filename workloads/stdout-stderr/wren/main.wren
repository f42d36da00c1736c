import "system" for Process, Stderr, Stdout

var writeLines = Fn.new {
  for (i in 1..10) {
    System.print("out %(i)")
    Stdout.flush()
    Stderr.print("err %(i)")
  }
}

// Doubled twelve times: 4096 letters.
var block = Fn.new {|first, k|
  var text = String.fromByte(first + k % 26)
  for (time in 1..12) text = text + text
  return text
}

var writeBlocks = Fn.new {
  for (k in 0...256) {
    Stdout.write(block.call(97, k))
    Stdout.flush()
    Stderr.write(block.call(65, k))
  }
}

var what = Process.arguments.count > 0 ? Process.arguments[0] : ""
if (what == "small") {
  writeLines.call()
} else if (what == "large") {
  writeBlocks.call()
} else {
  Stderr.print("usage: main small|large")
  Process.exit(1)
}
