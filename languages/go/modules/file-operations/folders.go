package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

func makeFolder(operands []string) (string, error) {
	return done(os.Mkdir(belowData(operands[0]), 0o777))
}

func removeFolder(operands []string) (string, error) {
	return done(syscall.Rmdir(belowData(operands[0])))
}

func listFolder(operands []string) (string, error) {
	entries, err := os.ReadDir(belowData(operands[0]))
	if err != nil {
		return "", err
	}
	var names []string
	var pieces [][]byte
	for _, entry := range entries {
		names = append(names, entry.Name())
		pieces = append(pieces, []byte(entry.Name()+"\n"))
	}
	switch count := len(names); {
	case count == 0:
		return "0", nil
	case count <= 20:
		return fmt.Sprint(count, " ", strings.Join(names, " ")), nil
	default:
		return fmt.Sprint(count, " ", hash(pieces...)), nil
	}
}

func crowdFolder(operands []string) (string, error) {
	count := int(number(operands[1]))
	for at := 0; at < count; at++ {
		name := strconv.Itoa(at)
		name += strings.Repeat("x", max(0, 1+at%255-len(name)))
		if _, err := createFile([]string{filepath.Join(operands[0], name)}); err != nil {
			return "", err
		}
	}
	return operands[1], nil
}

func clearFolder(operands []string) (string, error) {
	entries, err := os.ReadDir(belowData(operands[0]))
	for _, entry := range entries {
		if err == nil {
			err = syscall.Unlink(filepath.Join(belowData(operands[0]), entry.Name()))
		}
	}
	return strconv.Itoa(len(entries)), err
}

func sweepFolder(operands []string) (string, error) {
	folder, err := os.Open(belowData(operands[0]))
	if err != nil {
		return "", err
	}
	defer folder.Close()
	for count := 0; ; count++ {
		names, err := folder.Readdirnames(1)
		if errors.Is(err, io.EOF) {
			return strconv.Itoa(count), nil
		}
		if err == nil {
			err = syscall.Unlink(filepath.Join(folder.Name(), names[0]))
		}
		if err != nil {
			return "", err
		}
	}
}
