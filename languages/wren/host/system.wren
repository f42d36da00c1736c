// What Wren asks of the system. Texts are bytes; what fails aborts the fiber with the system's message.

class Process {
  // The arguments without the program's name.
  foreign static arguments
  // All variables, each as NAME=VALUE.
  foreign static environment
  // A variable's value, or null.
  foreign static variable(name)
  // Ends the program with this exit code.
  foreign static exit(code)
}

class Stdin {
  // The next bytes, or null at the end.
  foreign static read()

  static readAll() {
    var all = ""
    var bytes = null
    while (bytes = read()) all = all + bytes
    return all
  }
}

class Stdout {
  foreign static write(text)
  foreign static flush()
}

class Stderr {
  foreign static write(text)
  static print(line) { write("%(line)\n") }
}

class File {
  foreign static read(path)
  foreign static write(path, text)
  foreign static append(path, text)
  foreign static truncate(path, size)
  foreign static size(path)
  foreign static delete(path)
  foreign static rename(from, to)
}

class Directory {
  // The names in it, in no order.
  foreign static list(path)
  foreign static exists(path)
  foreign static create(path)
  foreign static delete(path)
}

class Clock {
  // Milliseconds since 1970 in UTC.
  foreign static now
  // Nanoseconds of a clock that only goes on.
  foreign static monotonic
  // Waits for at least so many milliseconds.
  foreign static sleep(milliseconds)
}

class Random {
  // So many bytes of the system's.
  foreign static bytes(size)
}
