package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "compress:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	switch {
	case len(args) == 1 && args[0] == "unpack":
		plain, err := unpack(input)
		if err != nil {
			return err
		}
		_, err = os.Stdout.Write(plain)
		return err
	case len(args) == 1 && args[0] == "round-trip":
		return roundTrip(input)
	}
	return errors.New("usage: main unpack | round-trip")
}

func unpack(packed []byte) ([]byte, error) {
	reader, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
}

func pack(plain []byte) ([]byte, error) {
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	if _, err := writer.Write(plain); err != nil {
		return nil, err
	}
	err := writer.Close()
	return packed.Bytes(), err
}

func roundTrip(plain []byte) error {
	packed, err := pack(plain)
	if err != nil {
		return err
	}
	again, err := unpack(packed)
	if err != nil {
		return err
	}
	if !bytes.Equal(plain, again) {
		return errors.New("what was unpacked is not what was packed")
	}
	size := "not less than half"
	if len(packed)*2 < len(plain) {
		size = "less than half"
	}
	_, err = fmt.Printf("%d bytes, crc32 %08x, %s\n", len(plain), crc32.ChecksumIEEE(plain), size)
	return err
}
