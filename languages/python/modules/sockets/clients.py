"""Serves several clients at once at the address that the environment names: one thread, which waits for whoever is ready."""

import selectors
import socket

from addresses import address_of

READ, WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE


class Server:
    """What is made of the clients and of what they send."""

    def came(self, client: "Client") -> None:
        pass

    def received(self, client: "Client", data: bytes) -> None:
        raise NotImplementedError

    def left(self, client: "Client") -> None:
        pass


class Client:
    """One connection."""

    def __init__(self, connection: socket.socket):
        self.connection = connection
        self.leaving = False
        self._waiting = bytearray()

    def send(self, data: bytes) -> None:
        """Sends it as soon as the connection takes it; nothing to whoever leaves."""
        if not self.leaving:
            self._waiting += data

    def close(self) -> None:
        """Ends the connection when all is sent."""
        self.leaving = True

    @property
    def events(self) -> int:
        return (0 if self.leaving else READ) | (WRITE if self._waiting else 0)

    def pump(self) -> None:
        """Sends what can be sent now."""
        try:
            while self._waiting:
                del self._waiting[: self.connection.send(self._waiting)]
        except BlockingIOError:
            pass
        except OSError:
            self.leaving = True
            self._waiting.clear()

    def read(self) -> bytes | None:
        """What has come; nothing from whoever has ended or broken the connection off; None where it has not come yet."""
        try:
            return self.connection.recv(65536)
        except BlockingIOError:
            return None
        except OSError:
            return b""


class Serving:
    """The connections of a server."""

    def __init__(
        self, server: Server, listener: socket.socket, connections: int | None
    ):
        self._server = server
        self._listener = listener
        self._awaited = connections
        self._selector = selectors.DefaultSelector()
        self._clients: list[Client] = []
        self._selector.register(listener, READ)

    def run(self) -> None:
        while self._awaited != 0 or self._clients:
            for key, events in self._selector.select():
                if key.data is None:
                    self._accept()
                elif events & READ and not key.data.leaving:
                    self._receive(key.data)
            # Who leaves may have others told.
            while any([self._settle(client) for client in [*self._clients]]):
                pass

    def _accept(self) -> None:
        connection, _ = self._listener.accept()
        connection.setblocking(False)
        client = Client(connection)
        self._clients.append(client)
        self._selector.register(connection, READ, client)
        if self._awaited is not None:
            self._awaited -= 1
            if self._awaited == 0:
                self._selector.unregister(self._listener)
        self._server.came(client)

    def _receive(self, client: Client) -> None:
        data = client.read()
        if data:
            self._server.received(client, data)
        elif data is not None:
            client.close()

    def _settle(self, client: Client) -> bool:
        """Sends what can be sent; whether the connection has ended."""
        client.pump()
        if client.events:
            self._selector.modify(client.connection, client.events, client)
            return False
        self._selector.unregister(client.connection)
        self._clients.remove(client)
        try:
            client.connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # Somebody has broken it off.
        client.connection.close()
        self._server.left(client)
        return True

    def end(self) -> None:
        """Ends all connections, when all is sent."""
        for client in self._clients:
            client.connection.setblocking(True)
            client.pump()
            client.connection.close()


class Stopped(Exception):
    """Raised by a server that ends all connections, and itself."""


def serve(variable: str, server: Server, connections: int | None = None) -> None:
    """Takes so many connections at the address of a variable, and returns when the last one has ended, or the server is stopped."""
    with socket.create_server(address_of(variable)) as listener:
        listener.setblocking(False)
        serving = Serving(server, listener, connections)
        try:
            serving.run()
        except Stopped:
            serving.end()
