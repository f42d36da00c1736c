package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
)

func main() {
	choice := ""
	if len(os.Args) > 1 {
		choice = os.Args[1]
	}
	switch choice {
	case "small":
		for i := 1; i <= 10; i++ {
			write(os.Stdout, []byte(fmt.Sprintf("out %d\n", i)))
			write(os.Stderr, []byte(fmt.Sprintf("err %d\n", i)))
		}
	case "large":
		for k := 0; k < 256; k++ {
			write(os.Stdout, block('a'+byte(k%26)))
			write(os.Stderr, block('A'+byte(k%26)))
		}
	default:
		fmt.Fprintln(os.Stderr, "usage: main small|large")
		os.Exit(2)
	}
}

func block(fill byte) []byte {
	return bytes.Repeat([]byte{fill}, 4096)
}

func write(stream io.Writer, text []byte) {
	if _, err := stream.Write(text); err != nil {
		os.Exit(1)
	}
}
