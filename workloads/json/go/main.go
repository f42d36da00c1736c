package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

var (
	errMissing = errors.New("the pointer names nothing")
	errUsage   = errors.New("usage: main print | get POINTER | set POINTER JSON | remove POINTER")
	unescape   = strings.NewReplacer("~1", "/", "~0", "~")
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "json:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	document, err := parse(input)
	if err != nil {
		return err
	}
	document, err = apply(document, args)
	if err != nil {
		return err
	}
	text, err := format(document)
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(text)
	return err
}

func apply(document any, args []string) (any, error) {
	switch {
	case len(args) == 1 && args[0] == "print":
		return document, nil
	case len(args) == 2 && args[0] == "get":
		path, err := split(args[1])
		if err != nil {
			return nil, err
		}
		return get(document, path)
	case len(args) == 3 && args[0] == "set":
		value, err := parse([]byte(args[2]))
		if err != nil {
			return nil, err
		}
		return change(document, args[1], func(holder any, last string) (any, error) { return set(holder, last, value) }, value)
	case len(args) == 2 && args[0] == "remove" && args[1] != "":
		return change(document, args[1], remove, nil)
	}
	return nil, errUsage
}

// Numbers keep their digits.
func parse(text []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, errors.New("more than one value")
	}
	return value, nil
}

func format(value any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return text.Bytes(), err
}

func split(pointer string) ([]string, error) {
	if pointer == "" {
		return nil, nil
	}
	if pointer[0] != '/' {
		return nil, errMissing
	}
	path := strings.Split(pointer[1:], "/")
	for i := range path {
		path[i] = unescape.Replace(path[i])
	}
	return path, nil
}

func index(text string, length int) (int, error) {
	if at, err := strconv.Atoi(text); err == nil && strconv.Itoa(at) == text && at >= 0 && at < length {
		return at, nil
	}
	return 0, errMissing
}

func get(value any, path []string) (any, error) {
	for _, part := range path {
		switch holder := value.(type) {
		case map[string]any:
			member, found := holder[part]
			if !found {
				return nil, errMissing
			}
			value = member
		case []any:
			at, err := index(part, len(holder))
			if err != nil {
				return nil, err
			}
			value = holder[at]
		default:
			return nil, errMissing
		}
	}
	return value, nil
}

// Changes what holds the value that a pointer names; an array may become another one, so its own holder gets it back.
func change(document any, pointer string, edit func(holder any, last string) (any, error), whole any) (any, error) {
	path, err := split(pointer)
	if err != nil {
		return nil, err
	}
	if len(path) == 0 {
		return whole, nil
	}
	return changeBelow(document, path, edit)
}

func changeBelow(value any, path []string, edit func(holder any, last string) (any, error)) (any, error) {
	if len(path) == 1 {
		return edit(value, path[0])
	}
	child, err := get(value, path[:1])
	if err != nil {
		return nil, err
	}
	child, err = changeBelow(child, path[1:], edit)
	if err != nil {
		return nil, err
	}
	return set(value, path[0], child)
}

func set(holder any, last string, value any) (any, error) {
	switch holder := holder.(type) {
	case map[string]any:
		holder[last] = value
		return holder, nil
	case []any:
		if last == "-" {
			return append(holder, value), nil
		}
		at, err := index(last, len(holder))
		if err != nil {
			return nil, err
		}
		holder[at] = value
		return holder, nil
	}
	return nil, errMissing
}

func remove(holder any, last string) (any, error) {
	switch holder := holder.(type) {
	case map[string]any:
		if _, found := holder[last]; !found {
			return nil, errMissing
		}
		delete(holder, last)
		return holder, nil
	case []any:
		at, err := index(last, len(holder))
		if err != nil {
			return nil, err
		}
		return append(holder[:at], holder[at+1:]...), nil
	}
	return nil, errMissing
}
