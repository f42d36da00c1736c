package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

func attacks(column int, placed []int) bool {
	for row, other := range placed {
		away := len(placed) - row
		if column == other || column-other == away || other-column == away {
			return true
		}
	}
	return false
}

func queens(n int, placed []int, found func([]int)) {
	if len(placed) == n {
		found(placed)
		return
	}
	for column := 1; column <= n; column++ {
		if !attacks(column, placed) {
			queens(n, append(placed, column), found)
		}
	}
}

func sum(d int) int {
	if d == 0 {
		return 0
	}
	return d + sum(d-1)
}

func female(n int) int {
	if n == 0 {
		return 1
	}
	return n - male(female(n-1))
}

func male(n int) int {
	if n == 0 {
		return 0
	}
	return n - female(male(n-1))
}

func main() {
	if len(os.Args) != 3 {
		os.Exit(1)
	}
	n, errN := strconv.Atoi(os.Args[1])
	d, errD := strconv.Atoi(os.Args[2])
	if errN != nil || errD != nil {
		os.Exit(1)
	}
	count, first := 0, ""
	queens(n, nil, func(placed []int) {
		if count++; count == 1 {
			first = strings.ReplaceAll(strings.Trim(fmt.Sprint(placed), "[]"), " ", ",")
		}
	})
	fmt.Println("queens", count, first)
	fmt.Println("depth", sum(d))
	fmt.Println("mutual", female(d%64), male(d%64))
}
