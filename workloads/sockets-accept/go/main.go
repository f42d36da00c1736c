// Accepts connections on a socket that the engine has opened.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"time"
)

func listener(name string) (net.Listener, error) {
	for fd, own := range strings.Split(os.Getenv("FD_NAMES"), ":") {
		if own == name {
			file := os.NewFile(uintptr(fd), name)
			defer file.Close()
			return net.FileListener(file)
		}
	}
	return nil, errors.New("there is no " + name)
}

func welcome(door net.Listener) error {
	connection, err := door.Accept()
	if err != nil {
		return err
	}
	defer connection.Close()
	_, err = io.WriteString(connection, "welcome\n")
	return err
}

// Go's way not to wait is a deadline.
func noneYet(door net.Listener) error {
	limited, ok := door.(interface{ SetDeadline(time.Time) error })
	if !ok {
		return errors.New("a listener without deadlines")
	}
	if err := limited.SetDeadline(time.Now().Add(10 * time.Millisecond)); err != nil {
		return err
	}
	if _, err := door.Accept(); !errors.Is(err, os.ErrDeadlineExceeded) {
		return fmt.Errorf("accept: %v", err)
	}
	fmt.Println("none yet")
	if err := limited.SetDeadline(time.Time{}); err != nil {
		return err
	}
	return welcome(door)
}

func ten(door net.Listener) error {
	var all []net.Conn
	for len(all) < 10 {
		connection, err := door.Accept()
		if err != nil {
			return err
		}
		defer connection.Close()
		all = append(all, connection)
	}
	for index, connection := range all {
		if _, err := fmt.Fprintf(connection, "%d of 10\n", index+1); err != nil {
			return err
		}
	}
	return nil
}

func echoLines(connection net.Conn) {
	defer connection.Close()
	lines := bufio.NewReader(connection)
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		if _, err := io.WriteString(connection, line); err != nil {
			return
		}
	}
}

func stalled(door net.Listener) error {
	var serving sync.WaitGroup
	for served := 0; served < 2; served++ {
		connection, err := door.Accept()
		if err != nil {
			return err
		}
		serving.Add(1)
		go func() {
			defer serving.Done()
			echoLines(connection)
		}()
	}
	serving.Wait()
	return nil
}

func run(mode string) error {
	door, err := listener("door")
	if err != nil {
		return err
	}
	switch mode {
	case "blocking":
		return errors.Join(welcome(door), welcome(door))
	case "none-yet":
		return noneYet(door)
	case "ten":
		return ten(door)
	case "stalled":
		return stalled(door)
	}
	return errors.New("usage: main blocking | none-yet | ten | stalled")
}

func main() {
	if err := run(strings.Join(os.Args[1:], " ")); err != nil {
		fmt.Fprintln(os.Stderr, "sockets:", err)
		os.Exit(1)
	}
}
