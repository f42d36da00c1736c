package main

import (
	"fmt"
	"os"
	"strconv"
	"time"
)

func main() {
	switch {
	case len(os.Args) == 2 && os.Args[1] == "now":
		fmt.Println(time.Now().UnixMilli())
	case len(os.Args) == 3 && os.Args[1] == "sleep":
		milliseconds, err := strconv.Atoi(os.Args[2])
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		wanted := time.Duration(milliseconds) * time.Millisecond
		before := time.Now()
		time.Sleep(wanted)
		if passed := time.Since(before); passed < wanted {
			fmt.Fprintln(os.Stderr, "slept for", passed, "only")
			os.Exit(1)
		}
		fmt.Println("slept")
	default:
		fmt.Fprintln(os.Stderr, "usage: main now | sleep MILLISECONDS")
		os.Exit(2)
	}
}
