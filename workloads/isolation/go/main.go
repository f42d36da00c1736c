package main

import (
	"fmt"
	"os"
	"syscall"
)

var leaked = false

func main() {
	choice := ""
	if len(os.Args) > 1 {
		choice = os.Args[1]
	}
	switch choice {
	case "parent":
		tryRead("/data/../../outside.txt")
		tryRead("../outside.txt")
		tryRead("/data/sub/../../outside.txt")
	case "absolute":
		tryRead("/etc/passwd")
		tryRead("/etc/hostname")
		tryRead("/proc/self/environ")
	case "symlink":
		tryRead("/data/link-out")
		tryRead("/data/link-up")
		tryWrite("/data/link-out")
		tryWrite("/data/link-up")
	case "descriptors":
		tryDescriptors()
	default:
		fmt.Fprintln(os.Stderr, "usage: main parent|absolute|symlink|descriptors")
		os.Exit(2)
	}
	if leaked {
		os.Exit(1)
	}
}

func tryRead(path string) {
	report(opens(path, os.O_RDONLY), "read "+path)
}

func tryWrite(path string) {
	report(opens(path, os.O_WRONLY), "write "+path)
}

func tryDescriptors() {
	leak := false
	for descriptor := 4; descriptor <= 64; descriptor++ {
		var bytes [1]byte
		_, readErr := syscall.Read(descriptor, bytes[:])
		_, writeErr := syscall.Write(descriptor, bytes[:])
		leak = leak || readErr == nil || writeErr == nil
	}
	report(leak, "descriptors")
}

func opens(path string, flag int) bool {
	file, err := os.OpenFile(path, flag, 0)
	if err != nil {
		return false
	}
	file.Close()
	return true
}

func report(leak bool, what string) {
	if leak {
		leaked = true
		fmt.Println("LEAK", what)
	} else {
		fmt.Println("refused", what)
	}
}
