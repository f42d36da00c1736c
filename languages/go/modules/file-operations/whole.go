package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func writeText(path string, flags int, place int64, text string) (string, error) {
	file, err := os.OpenFile(belowData(path), flags, 0o666)
	if err != nil {
		return "", err
	}
	defer file.Close()
	if place > 0 {
		if _, err := file.Seek(place, io.SeekStart); err != nil {
			return "", err
		}
	}
	size, err := file.WriteString(text)
	return strconv.Itoa(size), err
}

func appendFile(operands []string) (string, error) {
	return writeText(operands[0], os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0, operands[1])
}

func createFile(operands []string) (string, error) {
	file, err := os.OpenFile(belowData(operands[0]), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return "", err
	}
	return done(file.Close())
}

func fillFile(operands []string) (string, error) {
	bytes := make([]byte, number(operands[1]))
	for at := range bytes {
		bytes[at] = 'a' + byte(at%26)
		if at%61 == 60 {
			bytes[at] = '\n'
		}
	}
	return operands[1], os.WriteFile(belowData(operands[0]), bytes, 0o666)
}

func patchFile(operands []string) (string, error) {
	return writeText(operands[0], os.O_WRONLY, number(operands[1]), operands[2])
}

func readFile(operands []string) (string, error) {
	bytes, err := os.ReadFile(belowData(operands[0]))
	return say(bytes), err
}

func writeFile(operands []string) (string, error) {
	return strconv.Itoa(len(operands[1])), os.WriteFile(belowData(operands[0]), []byte(operands[1]), 0o666)
}

func linkFile(operands []string) (string, error) {
	return done(os.Link(belowData(operands[0]), belowData(operands[1])))
}

func symlinkFile(operands []string) (string, error) {
	return done(os.Symlink(operands[0], belowData(operands[1])))
}

func readLink(operands []string) (string, error) {
	target, err := os.Readlink(belowData(operands[0]))
	return escape([]byte(target)), err
}

// os.Rename looks at the new name first, and calls every folder there an error of its own.
func renameFile(operands []string) (string, error) {
	return done(syscall.Rename(belowData(operands[0]), belowData(operands[1])))
}

func resizeFile(operands []string) (string, error) {
	return done(os.Truncate(belowData(operands[0]), number(operands[1])))
}

// os.Remove takes files and folders alike.
func removeFile(operands []string) (string, error) {
	return done(syscall.Unlink(belowData(operands[0])))
}

func lstatFile(operands []string) (string, error) {
	return sayStat(os.Lstat(belowData(operands[0])))
}

func statFile(operands []string) (string, error) {
	return sayStat(os.Stat(belowData(operands[0])))
}

func sayStat(found fs.FileInfo, err error) (string, error) {
	switch {
	case err != nil:
		return "", err
	case found.IsDir():
		return "directory", nil
	case found.Mode()&fs.ModeSymlink != 0:
		return "link", nil
	case found.Mode().IsRegular():
		return fmt.Sprint("file ", found.Size()), nil
	default:
		return "other", nil
	}
}

func tellTimes(operands []string) (string, error) {
	found, err := os.Stat(belowData(operands[0]))
	if err != nil {
		return "", err
	}
	accessed := time.Unix(0, int64(found.Sys().(*syscall.Stat_t).Atime))
	return sayTime(accessed) + " " + sayTime(found.ModTime()), nil
}

// SECONDS.NANOSECONDS, or `now` within a minute of the clock.
func sayTime(at time.Time) string {
	if time.Since(at).Abs() <= time.Minute {
		return "now"
	}
	return fmt.Sprintf("%d.%09d", at.Unix(), at.Nanosecond())
}

func touchFile(operands []string) (string, error) {
	return done(os.Chtimes(belowData(operands[0]), timeOf(operands[1]), timeOf(operands[2])))
}

func timeOf(text string) time.Time {
	seconds, nanoseconds, _ := strings.Cut(text, ".")
	return time.Unix(number(seconds), number(nanoseconds))
}
