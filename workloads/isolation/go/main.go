package main

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"unsafe"
)

const (
	firstPreopened = 3
	last           = 64
)

//go:wasmimport wasi_snapshot_preview1 fd_fdstat_get
//go:noescape
func fdstatGet(descriptor int32, stat unsafe.Pointer) uint32

//go:wasmimport wasi_snapshot_preview1 fd_prestat_get
//go:noescape
func prestatGet(descriptor int32, prestat unsafe.Pointer) uint32

//go:wasmimport wasi_snapshot_preview1 fd_prestat_dir_name
//go:noescape
func prestatDirName(descriptor int32, name unsafe.Pointer, length uint32) uint32

var attempts = map[string]func(path, other string) bool{
	"read":        func(path, _ string) bool { return opens(path, syscall.O_RDONLY) },
	"write":       func(path, _ string) bool { return opens(path, syscall.O_WRONLY) },
	"list":        func(path, _ string) bool { return opens(path, syscall.O_RDONLY|syscall.O_DIRECTORY) },
	"stat":        func(path, _ string) bool { return syscall.Stat(path, new(syscall.Stat_t)) == nil },
	"readlink":    readsLink,
	"make":        func(path, _ string) bool { return syscall.Mkdir(path, 0o777) == nil },
	"symlink":     func(path, other string) bool { return syscall.Symlink(path, other) == nil },
	"link":        func(path, other string) bool { return syscall.Link(path, other) == nil },
	"rename":      func(path, other string) bool { return syscall.Rename(path, other) == nil },
	"remove":      func(path, _ string) bool { return syscall.Unlink(path) == nil },
	"rmdir":       func(path, _ string) bool { return syscall.Rmdir(path) == nil },
	"descriptors": guesses,
}

func main() {
	leaked := false
	for _, argument := range os.Args[1:] {
		if argument == "preopens" {
			printPreopens()
			continue
		}
		words := append(strings.Fields(argument), "", "", "")
		attempt, known := attempts[words[0]]
		if !known {
			fmt.Fprintln(os.Stderr, "no verb:", words[0])
			os.Exit(2)
		}
		word := "refused"
		if attempt(words[1], words[2]) {
			word = "LEAK"
			leaked = true
		}
		fmt.Println(word, argument)
	}
	if leaked {
		os.Exit(1)
	}
}

func opens(path string, flags int) bool {
	file, err := syscall.Open(path, flags, 0)
	return err == nil && syscall.Close(file) == nil
}

func readsLink(path, _ string) bool {
	_, err := syscall.Readlink(path, make([]byte, 64))
	return err == nil
}

func guesses(_, _ string) bool {
	leak := false
	for descriptor := firstPreopened + 1; descriptor <= last; descriptor++ {
		var bytes [1]byte
		var stat [3]uint64
		_, readErr := syscall.Read(descriptor, bytes[:])
		_, writeErr := syscall.Write(descriptor, bytes[:])
		asked := fdstatGet(int32(descriptor), unsafe.Pointer(&stat)) == 0 || prestatGet(int32(descriptor), unsafe.Pointer(&stat)) == 0
		leak = leak || readErr == nil || writeErr == nil || asked
	}
	return leak
}

func printPreopens() {
	for descriptor := int32(0); descriptor <= last; descriptor++ {
		// A tag, and the length of the name.
		var prestat [2]uint32
		if prestatGet(descriptor, unsafe.Pointer(&prestat)) != 0 {
			continue
		}
		name := make([]byte, prestat[1])
		if len(name) > 0 {
			prestatDirName(descriptor, unsafe.Pointer(&name[0]), prestat[1])
		}
		fmt.Println("preopen", string(name))
	}
}
