"""Requests of HTTP/1.1 as they come, and what is answered."""

import re
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

SITE = Path("/site")
# Bytes of a request up to the empty line.
LONGEST = 8192
REQUEST_LINE = re.compile(r"([^ ]+) (/[^ ]*) (HTTP/1\.[01])")
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
}


@dataclass
class Request:
    method: str
    target: str
    version: str
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def is_last(self) -> bool:
        """Whether nothing can follow on the connection."""
        return (
            self.version == "HTTP/1.0"
            or self.headers.get("connection", "").lower() == "close"
            or "content-length" in self.headers
            or "transfer-encoding" in self.headers
        )


@dataclass
class Response:
    status: HTTPStatus
    body: bytes
    kind: str = TYPES[".txt"]
    is_last: bool = False
    has_body: bool = True

    def written(self) -> bytes:
        lines = [
            f"HTTP/1.1 {self.status} {self.status.phrase}",
            f"Content-Type: {self.kind}",
            f"Content-Length: {len(self.body)}",
        ]
        if self.status == HTTPStatus.METHOD_NOT_ALLOWED:
            lines.append("Allow: GET, HEAD")
        if self.is_last:
            lines.append("Connection: close")
        head = "".join(f"{line}\r\n" for line in [*lines, ""]).encode()
        return head + self.body if self.has_body else head


def error(status: HTTPStatus, is_last: bool = True, has_body: bool = True) -> Response:
    text = f"{status.phrase.lower()}\n"
    return Response(status, text.encode(), is_last=is_last, has_body=has_body)


def parse(head: bytes) -> Request:
    """A request without its empty line; ValueError where it is none."""
    first, *rest = head.decode("latin-1").split("\r\n")
    found = REQUEST_LINE.fullmatch(first)
    if not found:
        raise ValueError(first)
    request = Request(*found.groups())
    for line in rest:
        name, colon, value = line.partition(":")
        if not colon:
            raise ValueError(line)
        request.headers[name.lower()] = value.strip(" \t")
    if request.version == "HTTP/1.1" and "host" not in request.headers:
        raise ValueError("no host")
    return request


def path_of(target: str) -> bytes:
    """The path with %XX decoded; ValueError where that cannot be."""
    path = target.partition("?")[0]
    if re.search("%(?![0-9A-Fa-f]{2})|%00", path):
        raise ValueError(path)
    return re.sub(
        b"%(..)",
        lambda found: bytes.fromhex(found[1].decode()),
        path.encode("latin-1"),
    )


def answer(head: bytes) -> Response:
    try:
        request = parse(head)
        path = path_of(request.target)
    except ValueError:
        return error(HTTPStatus.BAD_REQUEST)
    if request.method not in ("GET", "HEAD"):
        return error(HTTPStatus.METHOD_NOT_ALLOWED)
    has_body = request.method == "GET"
    segments = path.decode(errors="replace").split("/")
    file = SITE.joinpath(*segments[1:] if path != b"/" else ["index.html"])
    if ".." in segments or segments[-1] == "" and path != b"/" or not file.is_file():
        return error(HTTPStatus.NOT_FOUND, request.is_last, has_body)
    kind = TYPES.get(file.suffix, "application/octet-stream")
    return Response(HTTPStatus.OK, file.read_bytes(), kind, request.is_last, has_body)
