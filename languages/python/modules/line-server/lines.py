"""A server of lines for many clients: bytes without the line feed that ends them."""

from clients import Client, Server

# A longer line ends the connection.
LONGEST = 1024


class LineServer(Server):
    """What is made of the lines; `came` and `left` are those of a server."""

    def __init__(self) -> None:
        self._unread: dict[Client, bytes] = {}

    def line(self, client: Client, line: bytes) -> None:
        raise NotImplementedError

    def received(self, client: Client, data: bytes) -> None:
        *lines, rest = (self._unread.get(client, b"") + data).split(b"\n")
        for line in lines:
            if client.leaving:
                return
            self.line(client, line)
        self._unread[client] = rest
        if len(rest) > LONGEST:
            client.close()

    def say(self, client: Client, line: bytes) -> None:
        client.send(line + b"\n")
