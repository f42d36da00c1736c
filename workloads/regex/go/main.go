package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"unicode/utf8"
)

var digitGroup = regexp.MustCompile(`\$([0-9])`)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "regex:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	usage := errors.New("usage: main find PATTERN | count PATTERN | replace PATTERN WITH")
	if len(args) < 2 {
		return usage
	}
	pattern, err := regexp.Compile(args[1])
	if err != nil {
		return err
	}
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	out := bufio.NewWriter(os.Stdout)
	switch {
	case len(args) == 2 && args[0] == "find":
		find(pattern, lines, out)
	case len(args) == 2 && args[0] == "count":
		count(pattern, lines, out)
	case len(args) == 3 && args[0] == "replace":
		replace(pattern, args[2], lines, out)
	default:
		return usage
	}
	return out.Flush()
}

func find(pattern *regexp.Regexp, lines []string, out io.Writer) {
	for i, line := range lines {
		for _, at := range pattern.FindAllStringSubmatchIndex(line, -1) {
			fmt.Fprintf(out, "%d:%d", i+1, utf8.RuneCountInString(line[:at[0]])+1)
			for group := 0; group < len(at); group += 2 {
				part := ""
				if at[group] >= 0 {
					part = line[at[group]:at[group+1]]
				}
				fmt.Fprintf(out, " <%s>", part)
			}
			fmt.Fprintln(out)
		}
	}
}

func count(pattern *regexp.Regexp, lines []string, out io.Writer) {
	matches, matching := 0, 0
	for _, line := range lines {
		found := len(pattern.FindAllStringIndex(line, -1))
		matches += found
		if found > 0 {
			matching++
		}
	}
	fmt.Fprintf(out, "%d in %d of %d lines\n", matches, matching, len(lines))
}

func replace(pattern *regexp.Regexp, with string, lines []string, out io.Writer) {
	// regexp would take $1a for a group of that name.
	braced := digitGroup.ReplaceAllString(with, "$${${1}}")
	for _, line := range lines {
		fmt.Fprintln(out, pattern.ReplaceAllString(line, braced))
	}
}
