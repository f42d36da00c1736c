// File operations that the arguments name, by package os.
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func main() {
	for _, operation := range os.Args[1:] {
		result, err := perform(strings.Split(operation, " "))
		if err != nil {
			result = nameOf(err)
		}
		fmt.Printf("%s: %s\n", operation, result)
	}
}

func nameOf(err error) string {
	switch {
	case errors.Is(err, syscall.ENOTEMPTY):
		return "not-empty"
	case errors.Is(err, fs.ErrNotExist):
		return "missing"
	case errors.Is(err, fs.ErrExist):
		return "exists"
	case errors.Is(err, syscall.ENOTDIR):
		return "not-a-folder"
	case errors.Is(err, syscall.EISDIR):
		return "is-a-folder"
	}
	return "failed: " + err.Error()
}

func perform(words []string) (string, error) {
	words = append(words, "", "", "")
	path, other := words[1], words[2]
	number, _ := strconv.ParseInt(other, 10, 64)
	switch words[0] {
	case "append":
		return done(writeTo(path, os.O_APPEND, 0, other))
	case "count":
		names, err := list(path)
		return strconv.Itoa(len(names)), err
	case "create":
		return done(writeTo(path, os.O_CREATE|os.O_EXCL, 0, other))
	case "empty":
		return done(empty(path))
	case "fill":
		return done(fill(path, int(number)))
	case "letters":
		names, err := list(path)
		return strconv.Itoa(len(strings.Join(names, ""))), err
	case "link":
		return done(os.Link(path, other))
	case "list":
		names, err := list(path)
		return strings.Join(names, " "), err
	case "make":
		return done(os.Mkdir(path, 0o777))
	case "modified":
		return about(path, func(info fs.FileInfo) int64 { return info.ModTime().Unix() })
	case "read":
		text, err := os.ReadFile(path)
		return visible(text), err
	case "read-at":
		most, _ := strconv.ParseInt(words[3], 10, 64)
		return readFrom(path, number, io.SeekStart, most)
	case "read-end":
		return readFrom(path, number, io.SeekEnd, math.MaxInt64)
	case "readlink":
		return os.Readlink(path)
	case "remove":
		return done(syscall.Unlink(path))
	case "remove-folder":
		return done(syscall.Rmdir(path))
	case "rename":
		return done(os.Rename(path, other))
	case "size":
		return about(path, fs.FileInfo.Size)
	case "symlink":
		return done(os.Symlink(path, other))
	case "times":
		return done(os.Chtimes(path, time.Unix(number, 0), time.Unix(number, 0)))
	case "truncate":
		return done(os.Truncate(path, number))
	case "type":
		return kindOf(path)
	case "write":
		return done(os.WriteFile(path, []byte(other), 0o666))
	case "write-at":
		return done(writeTo(path, 0, number, words[3]))
	}
	panic("there is no operation " + words[0])
}

func done(err error) (string, error) { return "done", err }

func visible(text []byte) string { return strings.ReplaceAll(string(text), "\x00", ".") }

func writeTo(path string, flags int, offset int64, text string) error {
	file, err := os.OpenFile(path, os.O_WRONLY|flags, 0o666)
	if err != nil {
		return err
	}
	defer file.Close()
	if offset > 0 {
		if _, err := file.Seek(offset, io.SeekStart); err != nil {
			return err
		}
	}
	_, err = file.WriteString(text)
	return err
}

func readFrom(path string, offset int64, whence int, most int64) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	if _, err := file.Seek(offset, whence); err != nil {
		return "", err
	}
	text, err := io.ReadAll(io.LimitReader(file, most))
	return visible(text), err
}

func list(path string) ([]string, error) {
	entries, err := os.ReadDir(path)
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names, err
}

func empty(path string) error {
	names, err := list(path)
	for _, name := range names {
		err = errors.Join(err, os.Remove(path+"/"+name))
	}
	return err
}

func about(path string, tell func(fs.FileInfo) int64) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	return strconv.FormatInt(tell(info), 10), nil
}

func kindOf(path string) (string, error) {
	info, err := os.Lstat(path)
	switch {
	case err != nil:
		return "", err
	case info.Mode()&fs.ModeSymlink != 0:
		return "link", nil
	case info.IsDir():
		return "folder", nil
	}
	return "file", nil
}

func fill(path string, count int) error {
	for number := 0; number < count; number++ {
		name := fmt.Sprintf("%s/%s%04d", path, strings.Repeat("n", number%200), number)
		if err := writeTo(name, os.O_CREATE|os.O_EXCL, 0, ""); err != nil {
			return err
		}
	}
	return nil
}
