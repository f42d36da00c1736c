# An echo server at the address that LISTEN_ECHO names.
import socket
import sys

from addresses import address_of

count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
with socket.create_server(address_of("LISTEN_ECHO")) as server:
    for _ in range(count):
        connection, _ = server.accept()
        with connection:
            while data := connection.recv(65536):
                connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
