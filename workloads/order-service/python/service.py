"""The HTTP of both services: one request a connection, JSON bodies."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from clients import Client, Server, serve

MOST_BYTES = 16384
END = b"\r\n\r\n"
REQUEST_LINE = re.compile(r"([A-Z]+) (/[^ ]*) HTTP/1\.[01]")


@dataclass
class Request:
    method: str
    path: str
    body: bytes


@dataclass
class Response:
    status: HTTPStatus
    # Sent as JSON.
    value: Any
    headers: list[str] = field(default_factory=list)

    def written(self) -> bytes:
        body = json.dumps(self.value, separators=(",", ":"), ensure_ascii=False)
        data = f"{body}\n".encode()
        lines = [
            f"HTTP/1.1 {self.status} {self.status.phrase}",
            "Content-Type: application/json",
            f"Content-Length: {len(data)}",
            *self.headers,
            "Connection: close",
            "",
        ]
        return "".join(f"{line}\r\n" for line in lines).encode() + data


def failed(status: HTTPStatus, error: str) -> Response:
    return Response(status, {"error": error})


def split(data: bytes) -> tuple[str, dict[str, str], bytes] | None:
    """A message's first line, headers and the rest; None where the empty line has not come."""
    head, end, rest = data.partition(END)
    if not end:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    fields = (line.partition(":") for line in lines)
    return first, {name.lower(): value.strip() for name, _, value in fields}, rest


def parse(data: bytes) -> Request | None:
    """A whole request; None where more has to come. ValueError where it is none."""
    message = split(data)
    if message is None:
        if len(data) > MOST_BYTES:
            raise ValueError("too long")
        return None
    first, headers, rest = message
    line = REQUEST_LINE.fullmatch(first)
    size = int(headers.get("content-length", "0"))
    if line is None or not 0 <= size <= MOST_BYTES:
        raise ValueError(first)
    return (
        Request(line[1], unquote(line[2]), rest[:size]) if len(rest) >= size else None
    )


class Service(Server):
    def __init__(self, answer: Callable[[Request], Response]):
        self._answer = answer
        self._unread: dict[Client, bytes] = {}

    def came(self, client: Client) -> None:
        self._unread[client] = b""

    def left(self, client: Client) -> None:
        del self._unread[client]

    def received(self, client: Client, data: bytes) -> None:
        self._unread[client] += data
        try:
            request = parse(self._unread[client])
        except ValueError:
            response = failed(HTTPStatus.BAD_REQUEST, "bad request")
        else:
            if request is None:
                return
            response = self._answer(request)
        client.send(response.written())
        client.close()


def serve_answers(connections: int, answer: Callable[[Request], Response]) -> None:
    """Answers so many requests, several at once."""
    serve("LISTEN_HTTP", Service(answer), connections)
