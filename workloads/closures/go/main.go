package main

import (
	"fmt"
	"os"
	"strconv"
)

func counter(step int) func() int {
	count := 0
	return func() int {
		count += step
		return count
	}
}

func linear(i int) func(int) int {
	return func(x int) int { return (31*x + i) % 1_000_003 }
}

func compose[T any](functions []func(T) T) func(T) T {
	return func(value T) T {
		for _, f := range functions {
			value = f(value)
		}
		return value
	}
}

func transform[T, U any](list []T, f func(T) U) []U {
	results := make([]U, 0, len(list))
	for _, element := range list {
		results = append(results, f(element))
	}
	return results
}

func printLine[T any](name string, list []T) {
	fmt.Print(name)
	for _, element := range list {
		fmt.Print(" ", element)
	}
	fmt.Println()
}

func main() {
	if len(os.Args) < 2 {
		os.Exit(1)
	}
	n, err := strconv.Atoi(os.Args[1])
	if err != nil {
		os.Exit(1)
	}
	var upTo []int
	var counters []func() int
	var functions []func(int) int
	for i := 1; i <= n; i++ {
		upTo = append(upTo, i)
		counters = append(counters, counter(i))
		functions = append(functions, linear(i))
	}

	sum := 0
	for round := 0; round < 3; round++ {
		sum = 0
		for _, count := range counters {
			sum += count()
		}
	}
	fmt.Println("counters", sum)
	fmt.Println("composed", compose(functions)(1))

	products := transform(upTo, func(i int) int { return i * n })
	printLine("numbers", products)
	printLine("texts", transform(products, func(product int) string { return fmt.Sprintf("%d-%[1]d", product) }))
}
