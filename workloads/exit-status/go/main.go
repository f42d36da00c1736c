package main

import (
	"fmt"
	"os"
)

func main() {
	choice := ""
	if len(os.Args) > 1 {
		choice = os.Args[1]
	}
	switch choice {
	case "zero":
		os.Exit(0)
	case "return":
		return
	case "one":
		fmt.Println("leaving")
		os.Exit(1)
	case "error":
		panic("unhandled")
	default:
		fmt.Fprintln(os.Stderr, "usage: main zero|return|one|error")
		os.Exit(2)
	}
}
