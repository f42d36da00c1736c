"""Our HTTP server, for programs that are clients: one request is read whole, held against its step, and answered."""
import http.client, socket, struct, time
from connection import servers, socket_of
from plan import Failed, compare, content

open_now = {}


def read_body(file, headers):
    if headers.get("transfer-encoding", "").lower() != "chunked":
        return file.read(int(headers.get("content-length", "0")))
    body = b""
    while size := int(file.readline().split(b";")[0], 16):
        body += file.read(size)
        file.readline()
    while file.readline() not in (b"\r\n", b""):
        pass
    return body


def check(step, line, headers, body, address):
    method, path = line.decode("latin1").split(" ")[:2]
    wanted = f"{step['asked']} {step.get('path', '/')}"
    if f"{method} {path}" != wanted:
        raise Failed(f"asked {method} {path}, expected {wanted}")
    hosts = headers.get_all("host", [])
    if len(hosts) != 1:
        raise Failed(f"the request has {len(hosts) or 'no'} Host header{'s' if len(hosts) > 1 else ''}, where HTTP/1.1 demands one")
    if hosts[0] != "%s:%d" % address:
        raise Failed(f"Host header {hosts[0]!r}, expected {'%s:%d' % address!r}")
    for name, text in step.get("headers", {}).items():
        found = ", ".join(headers.get_all(name, []))
        if found != text:
            raise Failed(f"header {name}: {found!r}, expected {text!r}")
    compare(body, content(step.get("body")))


def answer(step, sock):
    status, body = step["status"], content(step.get("response"))
    headers = dict(step.get("response-headers", {}))
    if step.get("chunked"):
        headers["transfer-encoding"] = "chunked"
    elif step["asked"] != "HEAD":
        headers["content-length"] = len(body)
    head = f"HTTP/1.1 {status} {http.client.responses.get(status, 'Unknown')}\r\n"
    sock.sendall((head + "".join(f"{name}: {text}\r\n" for name, text in headers.items()) + "\r\n").encode("latin1"))
    if "cut" in step:
        sock.sendall(body[: step["cut"]])
        time.sleep(0.1)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        sock.close()
    elif step.get("chunked"):
        sock.sendall((b"%x\r\n%s\r\n" % (len(body), body) if body else b"") + b"0\r\n\r\n")
    else:
        sock.sendall(body)


def asked(step, until):
    """A client may ask again on a connection that it has; a new one serves otherwise."""
    place = step["at"]
    address, _ = socket_of(place)
    left = lambda: max(0.001, until - time.monotonic())
    for new in (False, True):
        if new:
            servers[place].settimeout(left())
            open_now[place] = servers[place].accept()[0]
        sock = open_now.get(place)
        if sock is None or sock.fileno() < 0:
            continue
        sock.settimeout(left() if new else min(1, left()))
        file = sock.makefile("rb")
        try:
            line = file.readline()
        except OSError:
            line = b""
        if line:
            headers = http.client.parse_headers(file)
            check(step, line, headers, read_body(file, headers), address)
            answer(step, sock)
            return
    raise Failed("the connection ended before a request")
