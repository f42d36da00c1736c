import "system" for Clock, Process, Stderr

// Num.toString has fourteen digits, one more than milliseconds take.
var sleep = Fn.new {|milliseconds|
  var begin = Clock.monotonic
  Clock.sleep(milliseconds)
  var passed = Clock.monotonic - begin
  if (passed < milliseconds * 1000000) {
    Stderr.print("only %(passed) ns have passed")
    Process.exit(1)
  }
  System.print("slept")
}

var args = Process.arguments
if (args.count == 1 && args[0] == "now") {
  System.print(Clock.now)
} else if (args.count == 2 && args[0] == "sleep") {
  sleep.call(Num.fromString(args[1]))
} else {
  Stderr.print("usage: main now | sleep MILLISECONDS")
  Process.exit(1)
}
