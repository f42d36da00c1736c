package main

import (
	"fmt"
	"os"
	"strconv"
)

func half(text string) (int, error) {
	number, err := strconv.ParseUint(text, 10, 32)
	if err != nil || len(text) > 9 {
		return 0, fmt.Errorf("%s is no number", text)
	}
	if number%2 == 1 {
		return 0, fmt.Errorf("%d is odd", number)
	}
	return int(number / 2), nil
}

func step(text string) (int, error) {
	fmt.Println("open", text)
	defer fmt.Println("close", text)
	return half(text)
}

func main() {
	for _, text := range os.Args[1:] {
		if text == "uncaught" {
			panic("nothing recovers from this")
		}
		result, err := step(text)
		if err != nil {
			fmt.Println("error:", err)
			continue
		}
		fmt.Println("half", result)
	}
	fmt.Println("done")
}
