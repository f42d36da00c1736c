# Accepts connections at the address that LISTEN_DOOR names, in four ways.
import select
import selectors
import socket
import sys

from addresses import address_of


def welcome(connection: socket.socket) -> None:
    with connection:
        connection.sendall(b"welcome\n")


def blocking(door: socket.socket) -> None:
    for _ in range(2):
        welcome(door.accept()[0])


def none_yet(door: socket.socket) -> None:
    door.setblocking(False)
    try:
        door.accept()
    except BlockingIOError:
        print("none yet", flush=True)
    else:
        sys.exit("somebody is there")
    select.select([door], [], [])
    connection, _ = door.accept()
    connection.setblocking(True)
    welcome(connection)


def ten(door: socket.socket) -> None:
    connections = [door.accept()[0] for _ in range(10)]
    for number, connection in enumerate(connections, start=1):
        connection.sendall(f"{number} of 10\n".encode())
    for connection in connections:
        connection.close()


def take(connection: socket.socket, line: bytearray) -> bool:
    """Sends back whole lines; whether the client goes on."""
    try:
        data = connection.recv(4096)
    except BlockingIOError:
        return True  # Who waits for several may be woken for nothing.
    line.extend(data)
    while (end := line.find(b"\n") + 1) > 0:
        connection.sendall(line[:end])
        del line[:end]
    return bool(data)


def stalled(door: socket.socket) -> None:
    connections = [door.accept()[0] for _ in range(2)]
    selector = selectors.DefaultSelector()
    for connection in connections:
        connection.setblocking(False)
        selector.register(connection, selectors.EVENT_READ, bytearray())
    while selector.get_map():
        for key, _ in selector.select():
            if not take(key.fileobj, key.data):
                selector.unregister(key.fileobj)
    for connection in connections:
        connection.close()


MODES = {
    "blocking": blocking,
    "none-yet": none_yet,
    "ten": ten,
    "stalled": stalled,
}
with socket.create_server(address_of("LISTEN_DOOR"), backlog=16) as server:
    MODES[sys.argv[1]](server)
