package main

import (
	"fmt"
	"os"
	"strconv"
)

func main() {
	if len(os.Args) > 1 {
		if code, err := strconv.ParseUint(os.Args[1], 10, 8); err == nil {
			os.Exit(int(code))
		}
	}
	fmt.Fprintln(os.Stderr, "usage: main 0..255")
	os.Exit(2)
}
