package main

import (
	"fmt"
	"os"
	"sort"
)

func main() {
	names := os.Args[1:]
	if len(names) == 1 && names[0] == "--all" {
		printAll()
		return
	}
	for _, name := range names {
		if value, found := os.LookupEnv(name); found {
			fmt.Printf("%s=%s\n", name, value)
		} else {
			fmt.Println(name, "unset")
		}
	}
}

func printAll() {
	variables := os.Environ()
	sort.Strings(variables)
	fmt.Println("count", len(variables))
	for _, variable := range variables {
		fmt.Println(variable)
	}
}
