package main

import (
	"fmt"
	"os"
	"strconv"
)

func fill(n int, next *uint32) []float64 {
	numbers := make([]float64, n*n)
	for i := range numbers {
		*next = *next*1664525 + 1013904223
		numbers[i] = float64(*next >> 24)
	}
	return numbers
}

func multiply(n int, a, b []float64) []float64 {
	c := make([]float64, n*n)
	for i := 0; i < n; i++ {
		to := c[i*n : i*n+n]
		for k, factor := range a[i*n : i*n+n] {
			row := b[k*n : k*n+n]
			for j := range to {
				to[j] += factor * row[j]
			}
		}
	}
	return c
}

func main() {
	if len(os.Args) < 2 {
		os.Exit(1)
	}
	n, err := strconv.Atoi(os.Args[1])
	if err != nil || n < 1 {
		os.Exit(1)
	}
	next := uint32(42)
	a := fill(n, &next)
	b := fill(n, &next)
	c := multiply(n, a, b)
	sum := 0.0
	for at, value := range c {
		sum += float64(1+(at/n+2*(at%n))%7) * value
	}
	fmt.Printf("%.0f %.0f %.0f\n", c[0], c[n*n-1], sum)
}
