package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Println("count", len(os.Args)-1)
	for i, arg := range os.Args[1:] {
		fmt.Printf("%d %d %x\n", i+1, len(arg), arg)
	}
}
