package main

import (
	"fmt"
	"io"
	"os"
)

const piece = 16

func main() {
	bytes, err := io.ReadAll(os.Stdin)
	for at := 0; err == nil && at < len(bytes); at += piece {
		end := at + piece
		if end > len(bytes) {
			end = len(bytes)
		}
		_, err = os.Stdout.Write(bytes[at:end])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
