package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
)

func compute(left int32, operator string, right int32) (int32, bool) {
	switch operator {
	case "+":
		return left + right, true
	case "-":
		return left - right, true
	case "*":
		return left * right, true
	case "/":
		if right == 0 {
			return 0, false
		}
		return left / right, true
	case "%":
		if right == 0 {
			return 0, false
		}
		return left % right, true
	case "&":
		return left & right, true
	case "|":
		return left | right, true
	case "^":
		return left ^ right, true
	case "<<":
		return left << (right & 31), true
	case ">>":
		return left >> (right & 31), true
	}
	panic("no operator: " + operator)
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for {
		var left, right int32
		var operator string
		if _, err := fmt.Fscanln(in, &left, &operator, &right); err == io.EOF {
			return
		} else if err != nil {
			panic(err)
		}
		if result, ok := compute(left, operator, right); ok {
			fmt.Fprintf(out, "%d %08x\n", result, uint32(result))
		} else {
			fmt.Fprintln(out, "undefined")
		}
	}
}
