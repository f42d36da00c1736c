"""Our HTTP server, for programs that are clients: one request is read whole, held against its step, and answered."""
import http.client, socket, struct, time
from connection import Connection, peers, servers, socket_of
from plan import Failed, compare, content

open_now = {}


def read_body(file, headers):
    """The body, its trailers, and whether it came whole."""
    if headers.get("transfer-encoding", "").lower() != "chunked":
        size = int(headers.get("content-length", "0"))
        body = file.read(size)
        return body, None, len(body) == size
    body = b""
    while size := int(file.readline().split(b";")[0] or b"-1", 16):
        body += file.read(max(0, size))
        if size < 0 or not file.readline():
            return body, None, False
    return body, http.client.parse_headers(file), True


def check_fields(what, found, expected):
    for name, text in expected.items():
        own = ", ".join(found.get_all(name, [])) if found else ""
        if own != text:
            raise Failed(f"{what} {name}: {own!r}, expected {text!r}")


def check(step, line, headers, body, trailers, whole, address):
    method, path = line.decode("latin1").split(" ")[:2]
    wanted = f"{step['asked']} {step.get('path', '/')}"
    if f"{method} {path}" != wanted:
        raise Failed(f"asked {method} {path}, expected {wanted}")
    hosts = headers.get_all("host", [])
    if len(hosts) != 1:
        raise Failed(f"the request has {len(hosts) or 'no'} Host header{'s' if len(hosts) > 1 else ''}, where HTTP/1.1 demands one")
    if hosts[0] != "%s:%d" % address:
        raise Failed(f"Host header {hosts[0]!r}, expected {'%s:%d' % address!r}")
    check_fields("header", headers, step.get("headers", {}))
    compare(body, content(step.get("body")))
    if not whole:
        raise Failed("the request broke off in its body")
    check_fields("trailer", trailers, step.get("trailers", {}))


def break_off(sock):
    time.sleep(0.1)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()


def answer_raw(step, sock, left):
    sock.sendall(content(step["raw"]))
    if "as" in step:
        peers[step["as"]] = Connection(sock)
        return
    after = step.get("after", "end")
    if after == "reset":
        break_off(sock)
    elif after == "end":
        sock.shutdown(socket.SHUT_WR)
    else:
        sock.settimeout(left())
        try:
            sock.recv(1)
        except ConnectionError:
            pass


def answer(step, sock, left):
    if "raw" in step:
        answer_raw(step, sock, left)
        return
    status, body, repeat = step.get("status", 200), content(step.get("response")), step.get("repeat", 1)
    headers = dict(step.get("response-headers", {}))
    if step.get("chunked"):
        headers["transfer-encoding"] = "chunked"
    elif step["asked"] != "HEAD":
        headers["content-length"] = len(body) * repeat
    head = f"HTTP/1.1 {status} {http.client.responses.get(status, 'Unknown')}\r\n"
    sock.sendall((head + "".join(f"{name}: {text}\r\n" for name, text in headers.items()) + "\r\n").encode("latin1"))
    if "cut" in step:
        sock.sendall(body[: step["cut"]])
        break_off(sock)
    elif step.get("chunked"):
        sock.sendall((b"%x\r\n%s\r\n" % (len(body), body) if body else b"") + b"0\r\n\r\n")
    else:
        for _ in range(repeat):
            sock.sendall(body)


def read_request(place, left, fresh):
    """The connection of the next request, and its parts. A client may ask again on a connection that it has; a new one serves otherwise."""
    for new in (True,) if fresh else (False, True):
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
            return sock, line, headers, *read_body(file, headers)
    raise Failed("the connection ended before a request")


def take(step, left, fresh):
    """The connection of one request that is as the step says."""
    sock, *parts = read_request(step["at"], left, fresh)
    check(step, *parts, socket_of(step["at"])[0])
    return sock


def broken(step, until):
    """No whole request comes before the program ends: what begins breaks off, and the wait for the rest is over with its connection."""
    try:
        *_, whole = read_request(step["at"], lambda: max(0.001, min(3, until - time.monotonic())), True)
    except (Failed, OSError):
        return
    if whole:
        raise Failed(f"asked {step['asked']} {step.get('path', '/')} whole, which was to break off")


def asked(step, until):
    """None of several requests is answered before all are there."""
    if step.get("broken"):
        broken(step, until)
        return
    left = lambda: max(0.001, until - time.monotonic())
    socks = [take(step, left, index > 0) for index in range(step.get("times", 1))]
    for sock in socks:
        answer(step, sock, left)
