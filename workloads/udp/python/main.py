# Datagrams, at the addresses that the environment names.
import socket
import sys

from addresses import address_of


def bound(address: tuple[str, int]) -> socket.socket:
    own = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    own.bind(address)
    return own


def echo(count: int) -> None:
    with bound(address_of("LISTEN_LOG")) as log:
        for _ in range(count):
            data, sender = log.recvfrom(65536)
            log.sendto(data, sender)


def ask() -> None:
    with bound(("127.0.0.1", 0)) as own:
        own.sendto(b"what?", address_of("CONNECT_SERVER"))
        sys.stdout.buffer.write(own.recv(65536))


match sys.argv[1:]:
    case ["echo", count]:
        echo(int(count))
    case ["ask"]:
        ask()
