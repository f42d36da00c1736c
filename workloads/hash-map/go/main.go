package main

import (
	"fmt"
	"os"
	"strconv"
)

func main() {
	if len(os.Args) < 2 {
		os.Exit(1)
	}
	size, err := strconv.ParseUint(os.Args[1], 10, 32)
	if err != nil || size < 1 {
		os.Exit(1)
	}
	n := uint32(size)
	counts := map[uint32]uint32{}
	next := uint32(42)
	for i := uint32(0); i < n; i++ {
		next = next*1664525 + 1013904223
		counts[(next>>8)%n]++
	}
	keys := len(counts)
	for key, count := range counts {
		if count%2 == 1 {
			delete(counts, key)
		}
	}
	sum := uint32(0)
	for key := uint32(0); key < n; key++ {
		if count, found := counts[key]; found {
			sum += (key + 1) * count
		}
	}
	fmt.Println(keys, len(counts), sum)
}
