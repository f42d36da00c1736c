"""Our ends of connections, and the places where we listen ourselves."""
import socket, struct, threading, time
from plan import Failed, compare, content, excerpt, plan

peers, servers = {}, {}


class Connection:
    """Our end of a TCP connection, or of datagrams to one address."""

    def __init__(self, sock, udp=False, to=None, first=None):
        self.sock, self.udp, self.to, self.sending = sock, udp, to, None
        self.came = [first] if first is not None else []
        if not udp:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def timeout(self, until):
        self.sock.settimeout(max(0.001, until - time.monotonic()))

    def send(self, data, until, rate=None):
        if self.udp:
            self.sock.sendto(data, self.to)
            return
        start, piece = time.monotonic(), max(1, min(65536, rate // 20)) if rate else 65536
        for at in range(0, len(data), piece):
            self.timeout(until)
            self.sock.sendall(data[at : at + piece])
            if rate:
                time.sleep(max(0, (at + piece) / rate - (time.monotonic() - start)))

    def receive(self, expected, until, rate=None):
        if self.udp:
            self.timeout(until)
            compare(self.came.pop(0) if self.came else self.sock.recv(65536), expected)
            return
        start, piece, found = time.monotonic(), max(1, min(65536, rate // 20)) if rate else 65536, bytearray()
        while len(found) < len(expected):
            self.timeout(until)
            part = self.sock.recv(min(piece, len(expected) - len(found)))
            if not part:
                raise Failed(f"connection closed after {len(found)} of {len(expected)} bytes")
            compare(part, expected[len(found) :], False)
            found += part
            if rate:
                time.sleep(max(0, len(found) / rate - (time.monotonic() - start)))

    def end(self, until, broken=False):
        self.timeout(until)
        try:
            part = self.sock.recv(65536)
        except ConnectionError:
            if broken:
                return
            raise
        if part:
            raise Failed(f"{len(part)} bytes that no step expects: {excerpt(part)}")
        if broken:
            raise Failed("ended where it was to be broken off")

    def finish(self):
        if self.sending:
            self.sending.join()


def socket_of(place):
    found = plan["sockets"][place]
    return (found["host"], found["port"]), found["protocol"] == "udp"


def listen():
    for place in plan["harness"]:
        address, udp = socket_of(place)
        servers[place] = socket.socket(socket.AF_INET, socket.SOCK_DGRAM if udp else socket.SOCK_STREAM)
        servers[place].setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        servers[place].bind(address)
        if not udp:
            servers[place].listen(128)


def connect(name, to, until):
    address, udp = socket_of(to)
    if udp:
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sock.bind(("127.0.0.1", 0))
        peers[name] = Connection(sock, True, address)
    else:
        peers[name] = Connection(socket.create_connection(address, max(0.001, until - time.monotonic())))


def accept(name, at, until):
    _, udp = socket_of(at)
    servers[at].settimeout(max(0.001, until - time.monotonic()))
    if udp:
        first, sender = servers[at].recvfrom(65536)
        peers[name] = Connection(servers[at], True, sender, first)
    else:
        peers[name] = Connection(servers[at].accept()[0])


def refused(place, until):
    try:
        socket.create_connection(socket_of(place)[0], max(0.001, until - time.monotonic())).close()
    except ConnectionRefusedError:
        return
    raise Failed("the connection was accepted")


def send(peer, step, until):
    peer.finish()
    if not step.get("meanwhile"):
        peer.send(content(step["content"]), until, step.get("rate"))
        return
    peer.sending = threading.Thread(target=lambda: peer.send(content(step["content"]), until, step.get("rate")), daemon=True)
    peer.sending.start()


def rounds(peer, step, until):
    peer.finish()
    for _ in range(step["times"]):
        peer.send(content(step["content"]), until)
        peer.receive(content(step["content"]), until)


def shutdown(peer, step):
    peer.finish()
    peer.sock.shutdown(socket.SHUT_WR) if step.get("half") == "write" else peer.sock.close()


def reset(peer):
    peer.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    peer.sock.close()


def at_once(keys, act):
    """Does it for all at once; the first that went wrong counts."""
    wrong = {}

    def attempt(key):
        try:
            act(key)
        except Exception as error:
            wrong[key] = error

    threads = [threading.Thread(target=attempt, args=(key,)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for key in keys:
        if key in wrong:
            raise wrong[key]


def each(names, act):
    at_once([names] if isinstance(names, str) else names, lambda name: act(peers[name]))
