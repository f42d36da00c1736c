print("hello from MicroPython")
