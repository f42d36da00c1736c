package main

import (
	"fmt"
	"io"
	"os"
)

const chunkSize = 64 << 10

func main() {
	// The wrappers hide ReadFrom and WriteTo, which would ignore the buffer.
	input := struct{ io.Reader }{os.Stdin}
	output := struct{ io.Writer }{os.Stdout}
	if _, err := io.CopyBuffer(output, input, make([]byte, chunkSize)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
