package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

const root = "/data/tree"

func main() {
	if len(os.Args) < 2 {
		os.Exit(1)
	}
	n, err := strconv.Atoi(os.Args[1])
	if err != nil || n < 1 {
		os.Exit(1)
	}
	check(create(n))
	directories, files, sum := 0, 0, 0
	check(filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			directories++
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		number, err := strconv.Atoi(strings.TrimRight(string(text), "\n"))
		files++
		sum += number
		return err
	}))
	fmt.Println(directories, files, sum)
	check(os.RemoveAll(root))
}

func create(n int) error {
	if err := os.Mkdir(root, 0o777); err != nil {
		return err
	}
	for i := 0; i < n; i++ {
		directory := filepath.Join(root, fmt.Sprint("d", i))
		if err := os.Mkdir(directory, 0o777); err != nil {
			return err
		}
		for j := 0; j < n; j++ {
			text := fmt.Sprintln(i*n + j)
			if err := os.WriteFile(filepath.Join(directory, fmt.Sprint("f", j)), []byte(text), 0o666); err != nil {
				return err
			}
		}
	}
	return nil
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
