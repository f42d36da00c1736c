package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"
)

const (
	mostTries = 10
	slack     = 30 * time.Millisecond
	reads     = 20000
)

func sleepFor(wanted time.Duration) time.Duration {
	before := time.Now()
	time.Sleep(wanted)
	return time.Since(before)
}

func sleepInTime(wanted time.Duration) (string, error) {
	var passed time.Duration
	for tries := 0; tries < mostTries; tries++ {
		passed = sleepFor(wanted)
		if passed >= wanted && passed <= wanted+slack {
			return "in time", nil
		}
	}
	return "", fmt.Errorf("slept for %v instead of %v", passed, wanted)
}

func readSteadily() (string, error) {
	first := time.Now()
	last := first
	for each := 0; each < reads; each++ {
		now := time.Now()
		if now.Before(last) {
			return "", errors.New("back by " + last.Sub(now).String())
		}
		last = now
	}
	sleepFor(2 * time.Millisecond)
	if time.Since(first) == 0 {
		return "stuck", nil
	}
	return "steady", nil
}

func main() {
	var outcome string
	milliseconds, err := strconv.Atoi(os.Args[1])
	if err == nil {
		outcome, err = sleepInTime(time.Duration(milliseconds) * time.Millisecond)
	} else {
		outcome, err = readSteadily()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(outcome)
}
