package main

import (
	"fmt"
	"os"
	"strconv"
)

type node struct {
	left, right *node
}

func newNode(depth int) *node {
	if depth == 0 {
		return &node{}
	}
	return &node{newNode(depth - 1), newNode(depth - 1)}
}

func (n *node) count() int {
	if n == nil {
		return 0
	}
	return 1 + n.left.count() + n.right.count()
}

func main() {
	if len(os.Args) < 2 {
		os.Exit(1)
	}
	depth, err := strconv.Atoi(os.Args[1])
	if err != nil || depth < 4 {
		os.Exit(1)
	}
	kept := newNode(depth)
	for own := 4; own <= depth; own += 4 {
		trees, nodes := 1<<(depth-own), 0
		for i := 0; i < trees; i++ {
			nodes += newNode(own).count()
		}
		fmt.Println(trees, own, nodes)
	}
	fmt.Println(1, depth, kept.count())
}
