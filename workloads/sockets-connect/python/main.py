# Connects to the addresses that the environment names.
import socket
import sys

from addresses import address_of


def server() -> socket.socket:
    return socket.create_connection(address_of("CONNECT_SERVER"))


def rest(connection: socket.socket) -> bytes:
    """All that the other side sends, until it ends."""
    with connection.makefile("rb") as file:
        return file.read()


def talk() -> None:
    with server() as connection:
        connection.sendall(b"hello\n")
        connection.shutdown(socket.SHUT_WR)
        sys.stdout.buffer.write(rest(connection))


def refused(variable: str = "CONNECT_SERVER") -> None:
    try:
        socket.create_connection(address_of(variable))
    except ConnectionRefusedError:
        print("refused", flush=True)
    else:
        sys.exit("somebody listens")


def reset() -> None:
    with server() as connection:
        try:
            rest(connection)
        except ConnectionResetError:
            print("reset")
        else:
            print("ended")


def ten() -> None:
    connections = [server() for _ in range(10)]
    for number, connection in enumerate(connections):
        with connection:
            connection.sendall(f"{number}\n".encode())


def between() -> None:
    refused("CONNECT_FIRST")
    with server() as connection:
        connection.sendall(b"hello\n")
        sys.stdout.buffer.write(rest(connection))


MODES = {
    "talk": talk,
    "refused": refused,
    "reset": reset,
    "ten": ten,
    "between": between,
}
MODES[sys.argv[1]]()
