package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

const outPath = "/data/out.txt"

func main() {
	text, err := os.ReadFile("/data/in.txt")
	report("read", len(text), err)

	reportSize("write", os.WriteFile(outPath, []byte("written\n"), 0o666))
	reportSize("append", appendText(outPath, "appended\n"))
	reportSize("truncate", os.Truncate(outPath, 4))

	names, err := list("/data/old")
	report("list", strings.Join(names, " "), err)

	report("mkdir", "new", os.Mkdir("/data/new", 0o777))
	report("rename", "a2.txt", os.Rename("/data/old/a.txt", "/data/new/a2.txt"))
	report("remove", "b.txt", os.Remove("/data/old/b.txt"))
	report("rmdir", "old", os.Remove("/data/old"))
	report("missing", "not found", expectMissing("/data/missing.txt"))
}

func report(step string, outcome any, err error) {
	check(step, err)
	fmt.Println(step, outcome)
}

func reportSize(step string, err error) {
	check(step, err)
	info, err := os.Stat(outPath)
	check(step, err)
	fmt.Println(step, info.Size())
}

func check(step string, err error) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s failed: %v\n", step, err)
		os.Exit(1)
	}
}

func appendText(path, text string) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = file.WriteString(text)
	return err
}

func list(path string) ([]string, error) {
	entries, err := os.ReadDir(path)
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names, err
}

func expectMissing(path string) error {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		file.Close()
		return fs.ErrExist
	}
	return err
}
