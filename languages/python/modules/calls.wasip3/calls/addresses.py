"""Addresses of sockets in words and in lines."""

from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

from calls.handles import Calls
from calls.words import Words
from wit_world.imports.wasi_sockets_types import (
    IpAddress,
    IpAddress_Ipv4,
    IpAddressFamily,
    IpSocketAddress,
    IpSocketAddress_Ipv4,
    IpSocketAddress_Ipv6,
    Ipv4SocketAddress,
    Ipv6SocketAddress,
)


def family(words: Words) -> IpAddressFamily:
    return IpAddressFamily[words.choice(["ipv4", "ipv6"]).upper()]


def ip_of(address: IpAddress) -> IPv4Address | IPv6Address:
    if isinstance(address, IpAddress_Ipv4):
        return IPv4Address(bytes(address.value))
    return ipv6_of(address.value)


def ipv6_of(parts: tuple[int, ...]) -> IPv6Address:
    return IPv6Address(b"".join(part.to_bytes(2) for part in parts))


def address_of(calls: Calls, word: str) -> IpSocketAddress:
    """`127.0.0.1:80`, `[::1]:80`, or `local:s`, the address at which a socket is."""
    if word.startswith("local:"):
        return calls.find(word.removeprefix("local:")).get_local_address()
    host, _, port = word.rpartition(":")
    match ip_address(host.strip("[]")):
        case IPv4Address() as ip:
            a, b, c, d = ip.packed
            return IpSocketAddress_Ipv4(Ipv4SocketAddress(int(port), (a, b, c, d)))
        case ip:
            packed = ip.packed
            parts: Any = tuple(
                int.from_bytes(packed[at : at + 2]) for at in range(0, 16, 2)
            )
            return IpSocketAddress_Ipv6(Ipv6SocketAddress(int(port), 0, parts, 0))


def told_of(calls: Calls, address: IpSocketAddress) -> str:
    """The address with its port as a number of order; other hosts of this machine than 127.0.0.1 are `own`."""
    port = calls.ports.of(address.value.port) if address.value.port else "0"
    if isinstance(address, IpSocketAddress_Ipv6):
        return f"[{ipv6_of(address.value.address)}]:{port}"
    ip = IPv4Address(bytes(address.value.address))
    is_own = ip.is_loopback and ip != IPv4Address("127.0.0.1")
    return f"{'own' if is_own else ip}:{port}"
