package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"strconv"
)

func main() {
	if len(os.Args) < 2 {
		os.Exit(1)
	}
	times, err := strconv.Atoi(os.Args[1])
	if err != nil {
		os.Exit(1)
	}
	block := make([]byte, 65536)
	for i := range block {
		block[i] = byte(i % 251)
	}
	state := make([]byte, sha256.Size)
	hash := sha256.New()
	for i := 0; i < times; i++ {
		hash.Reset()
		hash.Write(state)
		hash.Write(block)
		state = hash.Sum(state[:0])
	}
	fmt.Printf("%x\n", state)
}
