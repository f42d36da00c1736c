package main

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"strconv"

	"golang.org/x/crypto/chacha20"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "digest:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 1 && args[0] == "sha256":
		return sum(sha256.New())
	case len(args) == 1 && args[0] == "sha512":
		return sum(sha512.New())
	case len(args) == 4 && args[0] == "chacha20":
		return encrypt(args[1], args[2], args[3])
	}
	return errors.New("usage: main sha256 | sha512 | chacha20 KEY NONCE COUNTER")
}

func sum(digest hash.Hash) error {
	if _, err := io.Copy(digest, os.Stdin); err != nil {
		return err
	}
	_, err := fmt.Printf("%x\n", digest.Sum(nil))
	return err
}

func encrypt(keyText, nonceText, counterText string) error {
	key, err := hex.DecodeString(keyText)
	if err != nil {
		return err
	}
	nonce, err := hex.DecodeString(nonceText)
	if err != nil {
		return err
	}
	if len(nonce) != chacha20.NonceSize { // else it would take one of XChaCha20
		return errors.New("a nonce has 12 bytes")
	}
	counter, err := strconv.ParseUint(counterText, 10, 32)
	if err != nil {
		return err
	}
	cipher, err := chacha20.NewUnauthenticatedCipher(key, nonce)
	if err != nil {
		return err
	}
	cipher.SetCounter(uint32(counter))
	chunk := make([]byte, 64*1024)
	for {
		count, err := os.Stdin.Read(chunk)
		cipher.XORKeyStream(chunk[:count], chunk[:count])
		if _, err := os.Stdout.Write(chunk[:count]); err != nil {
			return err
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
