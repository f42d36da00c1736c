package main

import (
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"strconv"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: main BYTES")
		os.Exit(2)
	}
	count, err := strconv.ParseInt(os.Args[1], 10, 64)
	if err == nil {
		_, err = io.CopyN(os.Stdout, rand.Reader, count)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
