"""Our HTTP client, for programs that are servers."""
import http.client, threading, time
from connection import at_once, socket_of
from plan import Failed, compare, content

kept, coming = {}, {}


class Response(http.client.HTTPResponse):
    """One that keeps its trailers."""

    trailers = {}

    def _read_and_discard_trailer(self):
        self.trailers = http.client.parse_headers(self.fp)


def send(client, step):
    body = content(step.get("body"))
    client.putrequest(step["request"], step.get("path", "/"))
    if step.get("chunked"):
        client.putheader("Transfer-Encoding", "chunked")
    elif step.get("body"):
        client.putheader("Content-Length", str(len(body)))
    if not step.get("via"):
        client.putheader("Connection", "close")
    for name, values in step.get("headers", {}).items():
        for value in [values] if isinstance(values, str) else values:
            client.putheader(name, value)
    client.endheaders()
    if step.get("chunked"):
        trailers = "".join(f"{name}: {value}\r\n" for name, value in step.get("trailers", {}).items()).encode("latin1")
        body = (b"%x\r\n%s\r\n" % (len(body), body) if body else b"") + b"0\r\n" + trailers + b"\r\n"
    client.send(body)


class Coming(threading.Thread):
    """A response that comes while other steps go on."""

    def __init__(self, step, until):
        super().__init__(daemon=True)
        self.step, self.until, self.body, self.wrong, self.over = step, until, bytearray(), None, False
        self.more = threading.Condition()

    def run(self):
        try:
            at_once(range(self.step.get("times", 1)), lambda _: one(self.step, self.until, self.take))
        except Exception as error:
            self.wrong = error
        with self.more:
            self.over = True
            self.more.notify_all()

    def take(self, part):
        with self.more:
            self.body += part
            self.more.notify_all()

    def begins(self, expected, until):
        with self.more:
            while len(self.body) < len(expected) and not self.over and self.more.wait(max(0, until - time.monotonic())):
                pass
            compare(bytes(self.body[: len(expected)]), expected)

    def whole(self, until):
        self.join(max(0, until - time.monotonic()))
        if self.is_alive():
            raise Failed("no whole response in time", "timeout")
        if self.wrong:
            raise self.wrong


def read(response, step, take):
    body = b""
    try:
        while part := response.read1(65536):
            body += part
            take(part)
        if response.length:
            raise http.client.IncompleteRead(body, response.length)
    except (http.client.IncompleteRead, ConnectionError):
        if step.get("cut"):
            return body
        raise
    if step.get("cut"):
        raise Failed("the body came to its end")
    return body


def one(step, until, take=lambda _: None):
    (host, port), _ = socket_of(step["to"])
    via = step.get("via")
    client = kept.get(via) or http.client.HTTPConnection(host, port)
    client.response_class = Response
    before, client.timeout = client.sock, max(0.001, until - time.monotonic())
    send(client, step)
    if via and via in kept and client.sock is not before:
        raise Failed(f"the connection {via} was not kept alive")
    try:
        response = client.getresponse()
    except ConnectionError:
        if step.get("cut"):
            return
        raise
    body = read(response, step, take)
    if response.status != step["status"]:
        raise Failed(f"status {response.status}, expected {step['status']}")
    for what, found, key in (("header", response.headers, "response-headers"), ("trailer", response.trailers, "response-trailers")):
        for name, text in step.get(key, {}).items():
            own = ", ".join(found.get_all(name, [])) if found else ""
            if own != text:
                raise Failed(f"{what} {name}: {own!r}, expected {text!r}")
    if not step.get("free"):
        compare(body, content(step.get("response"))[: len(body) if step.get("cut") else None])
    if via:
        kept[via] = client
    else:
        client.close()


def request(step, until):
    """As many of the same as the step says, at once."""
    if "as" in step:
        coming[step["as"]] = Coming(step, until)
        coming[step["as"]].start()
        return
    at_once(range(step.get("times", 1)), lambda _: one(step, until))


def answered(step, until):
    """The response of a request that was sent before, or the begin of its body."""
    own = coming[step["answered"]]
    own.begins(content(step["content"]), until) if "content" in step else own.whole(until)
