# Datagrams over wasi:sockets, at the addresses that the environment names.
from sockets import address_of
from stdio import write
from wit_world.imports.environment import get_arguments
from wit_world.imports.wasi_sockets_types import (
    IpAddressFamily,
    IpSocketAddress_Ipv4,
    Ipv4SocketAddress,
    UdpSocket,
)


def bound(address: IpSocketAddress_Ipv4) -> UdpSocket:
    socket = UdpSocket.create(IpAddressFamily.IPV4)
    socket.bind(address)
    return socket


async def echo(count: int) -> None:
    with bound(address_of("LISTEN_LOG")) as socket:
        for _ in range(count):
            data, sender = await socket.receive()
            await socket.send(data, sender)


async def ask() -> None:
    with bound(IpSocketAddress_Ipv4(Ipv4SocketAddress(0, (127, 0, 0, 1)))) as socket:
        await socket.send(b"what?", address_of("CONNECT_SERVER"))
        answer, _ = await socket.receive()
        await write(answer)


async def main():
    match get_arguments()[1:]:
        case ["echo", count]:
            await echo(int(count))
        case ["ask"]:
            await ask()
