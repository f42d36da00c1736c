package main

import (
	"fmt"
	"os"
	"slices"
	"strconv"
)

func main() {
	if len(os.Args) < 2 {
		os.Exit(1)
	}
	count, err := strconv.Atoi(os.Args[1])
	if err != nil || count < 1 {
		os.Exit(1)
	}
	numbers := make([]uint32, count)
	next := uint32(42)
	for i := range numbers {
		next = next*1664525 + 1013904223
		numbers[i] = next
	}
	slices.Sort(numbers)
	sum := uint32(0)
	for i, number := range numbers {
		sum += uint32(i+1) * number
	}
	fmt.Println(numbers[0], numbers[count-1], sum)
}
