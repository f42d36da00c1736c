// Operations on files by package os; docs/file-operations.md says what each does and prints.
package main

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// An operation performs its operands and gives the results behind its name.
type operation func(operands []string) (string, error)

var operations = map[string]struct {
	perform  operation
	operands int
}{
	"append": {appendFile, 2}, "chunks": {readChunks, 2}, "clear": {clearFolder, 1}, "close": {closeHeld, 0},
	"create": {createFile, 1}, "crowd": {crowdFolder, 2}, "fill": {fillFile, 2}, "get": {getBytes, 1},
	"lines": {readLines, 1}, "link": {linkFile, 2}, "list": {listFolder, 1}, "lstat": {lstatFile, 1},
	"mkdir": {makeFolder, 1}, "open": {openHeld, 2}, "patch": {patchFile, 3}, "put": {putBytes, 1},
	"read": {readFile, 1}, "readlink": {readLink, 1}, "remove": {removeFile, 1}, "rename": {renameFile, 2},
	"resize": {resizeFile, 2}, "rmdir": {removeFolder, 1}, "seek": {seekHeld, 2}, "stat": {statFile, 1},
	"sweep": {sweepFolder, 1}, "symlink": {symlinkFile, 2}, "tell": {tellHeld, 0}, "times": {tellTimes, 1}, "touch": {touchFile, 3},
	"write": {writeFile, 2},
}

var errorWords = []struct {
	err  error
	word string
}{
	{syscall.ENOTEMPTY, "not-empty"}, {fs.ErrNotExist, "missing"}, {fs.ErrExist, "exists"},
	{syscall.EISDIR, "is-directory"}, {syscall.ENOTDIR, "not-directory"}, {syscall.EINVAL, "invalid"},
	{syscall.ELOOP, "loop"}, {syscall.ENAMETOOLONG, "too-long"}, {syscall.EBADF, "bad-descriptor"},
	{syscall.ENOTCAPABLE, "bad-descriptor"},
}

func main() {
	for _, argument := range os.Args[1:] {
		words := strings.Fields(argument)
		found, known := operations[words[0]]
		if !known || found.operands != len(words)-1 {
			fmt.Fprintln(os.Stderr, "cannot read:", argument)
			os.Exit(2)
		}
		outcome, err := found.perform(words[1:])
		if err != nil {
			outcome = errorWord(err)
		}
		fmt.Println(words[0], outcome)
	}
}

func errorWord(err error) string {
	for _, known := range errorWords {
		if errors.Is(err, known.err) {
			return known.word
		}
	}
	return "other: " + err.Error()
}

func belowData(path string) string {
	return "/data/" + path
}

func number(text string) int64 {
	number, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		panic(err)
	}
	return number
}

func done(err error) (string, error) {
	return "done", err
}

func hash(pieces ...[]byte) string {
	sum := fnv.New32a()
	for _, piece := range pieces {
		sum.Write(piece)
	}
	return fmt.Sprintf("fnv=%08x", sum.Sum32())
}

func escape(bytes []byte) string {
	var text strings.Builder
	for _, each := range bytes {
		if each > ' ' && each < 127 && each != '%' {
			text.WriteByte(each)
		} else {
			fmt.Fprintf(&text, "%%%02X", each)
		}
	}
	return text.String()
}

// A count, and the bytes themselves or the hash of more than 64.
func say(bytes []byte) string {
	switch size := len(bytes); {
	case size == 0:
		return "0"
	case size <= 64:
		return fmt.Sprintf("%d %s", size, escape(bytes))
	default:
		return fmt.Sprintf("%d %s", size, hash(bytes))
	}
}
