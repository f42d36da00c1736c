// Streams of package os have no buffer: bufio's is flushed by the program.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
)

func leaveFrom(level int, out *bufio.Writer, status int) int {
	if level == 0 {
		check(out.Flush())
		os.Exit(status)
	}
	return leaveFrom(level-1, out, status) + 1
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func main() {
	how := os.Args[1]
	out := bufio.NewWriter(os.Stdout)
	bytes := make([]byte, 1000)
	for {
		size, err := os.Stdin.Read(bytes)
		if err == io.EOF {
			break
		}
		check(err)
		_, err = out.Write(bytes[:size])
		check(err)
		if how == "both" {
			_, err = os.Stderr.Write(bytes[:size])
			check(err)
		}
	}
	switch how {
	case "deep":
		fmt.Println(leaveFrom(100, out, 0))
	case "failure":
		fmt.Println(leaveFrom(100, out, 1))
	}
	check(out.Flush())
}
