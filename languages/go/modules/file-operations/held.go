package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
)

// The one open file.
var held *os.File

func openHeld(operands []string) (string, error) {
	flags := os.O_WRONLY
	if operands[1] == "read" {
		flags = os.O_RDONLY
	}
	var err error
	held, err = os.OpenFile(belowData(operands[0]), flags, 0)
	return done(err)
}

func closeHeld([]string) (string, error) {
	return done(held.Close())
}

func getBytes(operands []string) (string, error) {
	bytes, err := io.ReadAll(io.LimitReader(held, number(operands[0])))
	return say(bytes), err
}

func putBytes(operands []string) (string, error) {
	size, err := held.WriteString(operands[0])
	return strconv.Itoa(size), err
}

func seekHeld(operands []string) (string, error) {
	whence := map[string]int{"start": io.SeekStart, "current": io.SeekCurrent, "end": io.SeekEnd}[operands[0]]
	place, err := held.Seek(number(operands[1]), whence)
	return strconv.FormatInt(place, 10), err
}

func tellHeld([]string) (string, error) {
	place, err := held.Seek(0, io.SeekCurrent)
	return strconv.FormatInt(place, 10), err
}

func readChunks(operands []string) (string, error) {
	file, err := os.Open(belowData(operands[0]))
	if err != nil {
		return "", err
	}
	defer file.Close()
	bytes := make([]byte, number(operands[1]))
	var pieces [][]byte
	for all := 0; ; {
		size, err := file.Read(bytes)
		if errors.Is(err, io.EOF) {
			return fmt.Sprint(all, " ", hash(pieces...)), nil
		}
		if err != nil {
			return "", err
		}
		all += size
		pieces = append(pieces, append([]byte(nil), bytes[:size]...))
	}
}

func readLines(operands []string) (string, error) {
	file, err := os.Open(belowData(operands[0]))
	if err != nil {
		return "", err
	}
	defer file.Close()
	count, longest := 0, 0
	var pieces [][]byte
	scanner := bufio.NewScanner(file)
	for ; scanner.Scan(); count++ {
		longest = max(longest, len(scanner.Bytes()))
		pieces = append(pieces, []byte(scanner.Text()+"\n"))
	}
	return fmt.Sprintf("%d longest=%d %s", count, longest, hash(pieces...)), scanner.Err()
}
