"""TCP over wasi:sockets 0.3, at the addresses that the environment names."""

from componentize_py_async_support.streams import StreamReader
from stdio import done
from wit_world import byte_stream
from wit_world.imports.environment import get_environment
from wit_world.imports.wasi_sockets_types import (
    IpAddressFamily,
    IpSocketAddress_Ipv4,
    Ipv4SocketAddress,
    TcpSocket,
)


def address_of(variable: str) -> IpSocketAddress_Ipv4:
    """The address that a variable names, e.g. LISTEN_ECHO."""
    host, port = dict(get_environment())[variable].split(":")
    a, b, c, d = map(int, host.split("."))
    return IpSocketAddress_Ipv4(Ipv4SocketAddress(int(port), (a, b, c, d)))


def listen(address: IpSocketAddress_Ipv4) -> StreamReader[TcpSocket]:
    """A server at an address: its connections come by the stream."""
    socket = TcpSocket.create(IpAddressFamily.IPV4)
    socket.bind(address)
    return socket.listen()


async def connect(address: IpSocketAddress_Ipv4) -> TcpSocket:
    """Connects to an address."""
    socket = TcpSocket.create(IpAddressFamily.IPV4)
    await socket.connect(address)
    return socket


async def send(socket: TcpSocket, data: bytes) -> None:
    """Sends all, and ends this side."""
    writer, reader = byte_stream()
    sent = socket.send(reader)
    with writer:
        await writer.write_all(data)
    await done(sent)


async def receive(socket: TcpSocket) -> bytes:
    """All that the other side sends, until it ends."""
    data = b""
    reader, outcome = socket.receive()
    with reader:
        while chunk := await reader.read(65536):
            data += chunk
    await done(outcome)
    return data
