System.print("hello from Wren")
