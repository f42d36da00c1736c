import "system" for Process

Process.exit(Num.fromString(Process.arguments[0]))
