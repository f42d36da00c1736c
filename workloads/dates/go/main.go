package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"time"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "dates:", err)
		os.Exit(1)
	}
}

func run() error {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	for in.Scan() {
		second, err := strconv.ParseInt(in.Text(), 10, 64)
		if err != nil {
			return err
		}
		fmt.Fprintln(out, time.Unix(second, 0).UTC().Format("2006-01-02T15:04:05Z Monday 002"))
	}
	if err := in.Err(); err != nil {
		return err
	}
	return out.Flush()
}
