// An echo server on a socket that the engine has opened: FD_NAMES tells which descriptor it is.
package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"strings"
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

func serve(connection net.Conn) error {
	defer connection.Close()
	if _, err := io.Copy(connection, connection); err != nil {
		return err
	}
	if half, ok := connection.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

func run() error {
	count := 1
	if len(os.Args) > 1 {
		var err error
		if count, err = strconv.Atoi(os.Args[1]); err != nil {
			return err
		}
	}
	door, err := listener("echo")
	if err != nil {
		return err
	}
	for ; count > 0; count-- {
		connection, err := door.Accept()
		if err != nil {
			return err
		}
		if err := serve(connection); err != nil {
			return err
		}
	}
	return nil
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "echo:", err)
		os.Exit(1)
	}
}
