package main

import (
	"bytes"
	"fmt"
	"io"
	"math/big"
	"os"
	"strconv"
)

const maxIndex = 100_000

func main() {
	index, err := readIndex()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(fibonacci(index))
}

func readIndex() (uint64, error) {
	if len(os.Args) > 1 {
		return parseIndex(os.Args[1])
	}
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		return 0, err
	}
	return parseIndex(string(bytes.TrimSpace(text)))
}

func parseIndex(text string) (uint64, error) {
	index, err := strconv.ParseUint(text, 10, 32)
	if err != nil || index > maxIndex {
		return 0, fmt.Errorf("the index must be an integer from 0 to %d", maxIndex)
	}
	return index, nil
}

func fibonacci(index uint64) *big.Int {
	current, next := big.NewInt(0), big.NewInt(1)
	for ; index > 0; index-- {
		current.Add(current, next)
		current, next = next, current
	}
	return current
}
