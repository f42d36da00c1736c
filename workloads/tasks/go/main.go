package main

import (
	"fmt"
	"os"
	"strconv"
)

func multiples(of, count int) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for i := 1; i <= count; i++ {
			out <- fmt.Sprintf("%d:%d", of, of*i)
		}
	}()
	return out
}

func byTurns[T any](tasks []<-chan T, take func(T)) {
	for len(tasks) > 0 {
		var going []<-chan T
		for _, task := range tasks {
			if value, ok := <-task; ok {
				take(value)
				going = append(going, task)
			}
		}
		tasks = going
	}
}

func wholeNumbers(from int) <-chan int {
	out := make(chan int)
	go func() {
		for number := from; ; number++ {
			out <- number
		}
	}()
	return out
}

func without(divisor int, numbers <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		for number := range numbers {
			if number%divisor != 0 {
				out <- number
			}
		}
	}()
	return out
}

func main() {
	if len(os.Args) != 3 {
		os.Exit(1)
	}
	n, errN := strconv.Atoi(os.Args[1])
	p, errP := strconv.Atoi(os.Args[2])
	if errN != nil || errP != nil {
		os.Exit(1)
	}
	var tasks []<-chan string
	for i := 1; i <= n; i++ {
		tasks = append(tasks, multiples(i, n+1-i))
	}
	fmt.Print("turns")
	byTurns(tasks, func(value string) { fmt.Print(" ", value) })
	fmt.Println()

	fmt.Print("primes")
	numbers := wholeNumbers(2)
	for i := 0; i < p; i++ {
		prime := <-numbers
		fmt.Print(" ", prime)
		numbers = without(prime, numbers)
	}
	fmt.Println()
}
