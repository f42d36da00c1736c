# Moves bytes over connections at the address that LISTEN_PIPE names.
import socket
import sys
import time
from collections.abc import Iterator

from addresses import address_of


def pieces(connection: socket.socket) -> Iterator[bytes]:
    while data := connection.recv(65536):
        yield data


def echo(connection: socket.socket, _: socket.socket) -> None:
    for data in pieces(connection):
        connection.sendall(data)


def count(connection: socket.socket, _: socket.socket) -> None:
    time.sleep(0.5)
    size = total = 0
    for data in pieces(connection):
        total += sum(data[-size % 4096 :: 4096])
        size += len(data)
    connection.sendall(f"{size} {total}\n".encode())


def speak_first(connection: socket.socket, _: socket.socket) -> None:
    connection.sendall(b"bye\n")
    connection.shutdown(socket.SHUT_WR)
    for data in pieces(connection):
        sys.stdout.buffer.write(data)


def nothing(connection: socket.socket, _: socket.socket) -> None:
    for data in b"a", b"", b"b\n":
        connection.send(data)


def reset(connection: socket.socket, server: socket.socket) -> None:
    connection.sendall(b"ready\n")
    try:
        for _ in pieces(connection):
            pass
        print("ended", flush=True)
    except ConnectionResetError:
        print("reset", flush=True)
    connection.close()
    other, _ = server.accept()
    with other:
        other.sendall(b"still here\n")


MODES = {
    "echo": echo,
    "count": count,
    "speak-first": speak_first,
    "nothing": nothing,
    "reset": reset,
}
with socket.create_server(address_of("LISTEN_PIPE")) as pipe:
    first, _ = pipe.accept()
    with first:
        MODES[sys.argv[1]](first, pipe)
