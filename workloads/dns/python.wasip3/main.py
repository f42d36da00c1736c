# Names by wasi:sockets/ip-name-lookup.
import sys
from ipaddress import IPv4Address, IPv6Address, ip_address

from stdio import write
from wit_world.imports.environment import get_arguments
from wit_world.imports.ip_name_lookup import resolve_addresses
from wit_world.imports.wasi_sockets_types import IpAddress, IpAddress_Ipv4


def address_of(found: IpAddress) -> IPv4Address | IPv6Address:
    if isinstance(found, IpAddress_Ipv4):
        return IPv4Address(bytes(found.value))
    return IPv6Address(b"".join(part.to_bytes(2) for part in found.value))


async def main():
    match get_arguments()[1:]:
        case [name]:
            found = [address_of(each) for each in await resolve_addresses(name)]
        case _:
            sys.exit("usage: main NAME")
    local = ip_address("127.0.0.1")
    told = [local] if local in found else found or ["none"]
    await write("".join(f"{each}\n" for each in told))
