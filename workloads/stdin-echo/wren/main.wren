import "system" for Stdin, Stdout

var bytes = null
while (bytes = Stdin.read()) Stdout.write(bytes)
