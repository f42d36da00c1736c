# A server of files at the address that LISTEN_HTTP names.
import sys
from http import HTTPStatus

from clients import Client, Server, serve
from messages import LONGEST, Response, answer, error

END = b"\r\n\r\n"


class FileServer(Server):
    def __init__(self) -> None:
        self._unread: dict[Client, bytes] = {}

    def received(self, client: Client, data: bytes) -> None:
        unread = self._unread.get(client, b"") + data
        while not client.leaving:
            end = unread.find(END)
            # The empty line is among the first bytes, or the request is too long.
            if (end + len(END) if end >= 0 else len(unread)) > LONGEST:
                self._send(client, error(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE))
            elif end < 0:
                break
            else:
                self._send(client, answer(unread[:end]))
                unread = unread[end + len(END) :]
        self._unread[client] = unread

    def _send(self, client: Client, response: Response) -> None:
        client.send(response.written())
        if response.is_last:
            client.close()


serve("LISTEN_HTTP", FileServer(), int(sys.argv[1]))
