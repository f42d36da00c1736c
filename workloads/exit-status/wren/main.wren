import "system" for Process

var way = Process.arguments[0]
if (way == "zero") {
  Process.exit(0)
} else if (way == "one") {
  System.print("leaving")
  Process.exit(1)
} else if (way == "error") {
  Fiber.abort("nobody catches this")
} else if (way != "return") {
  Fiber.abort("no such way to end: %(way)")
}
