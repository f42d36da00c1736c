package main

import (
	"bufio"
	"crypto/rand"
	"fmt"
	"os"
	"strconv"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: main BYTES DRAWS")
		os.Exit(2)
	}
	if err := write(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(size, draws string) error {
	count, err := strconv.Atoi(size)
	if err != nil {
		return err
	}
	left, err := strconv.Atoi(draws)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(os.Stdout)
	for ; left > 0; left-- {
		// A new buffer holds zeros: what is not filled shows.
		bytes := make([]byte, count)
		if _, err := rand.Read(bytes); err != nil {
			return err
		}
		if _, err := out.Write(bytes); err != nil {
			return err
		}
	}
	return out.Flush()
}
