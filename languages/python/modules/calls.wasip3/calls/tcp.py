"""Operations on TCP sockets, and on names of hosts."""

from calls.addresses import address_of, family, ip_of, told_of
from calls.handles import Calls, Failed
from calls.options import TCP, options, setter
from calls.say import truth, variant_of
from calls.words import Words
from componentize_py_async_support.streams import StreamReader
from wit_world import byte_stream
from wit_world.imports import ip_name_lookup
from wit_world.imports.wasi_sockets_types import TcpSocket


async def create_tcp_socket(calls: Calls, words: Words) -> str:
    return calls.keep(words.result(), TcpSocket.create(family(words)))


async def resolve_addresses(_: Calls, words: Words) -> str:
    """Those that a name has, each once, sorted."""
    found = await ip_name_lookup.resolve_addresses(words.path())
    return " ".join(sorted({str(ip_of(address)) for address in found}))


async def accept(calls: Calls, visitors: StreamReader, words: Words) -> str:
    found = await visitors.read(1)
    if not found:
        raise Failed("over")
    return calls.keep(words.result(), found[0])


async def bind(calls: Calls, socket, words: Words) -> str:
    socket.bind(address_of(calls, words.next()))
    return ""


async def connect(calls: Calls, socket: TcpSocket, words: Words) -> str:
    await socket.connect(address_of(calls, words.next()))
    return ""


async def get_address_family(_: Calls, socket, __: Words) -> str:
    return variant_of(socket.get_address_family())


async def get_is_listening(_: Calls, socket: TcpSocket, __: Words) -> str:
    return truth(socket.get_is_listening())


async def get_local_address(calls: Calls, socket, __: Words) -> str:
    return told_of(calls, socket.get_local_address())


async def get_remote_address(calls: Calls, socket, __: Words) -> str:
    return told_of(calls, socket.get_remote_address())


async def listen(calls: Calls, socket: TcpSocket, words: Words) -> str:
    return calls.keep(words.result(), socket.listen())


async def receive(calls: Calls, socket: TcpSocket, words: Words) -> str:
    stream, future = socket.receive()
    calls.keep(words.result(), stream)
    return calls.keep(words.result(), future)


async def send(calls: Calls, socket: TcpSocket, words: Words) -> str:
    writer, reader = byte_stream()
    future = socket.send(reader)
    calls.keep(words.result(), writer)
    return calls.keep(words.result(), future)


FREE = {"create-tcp-socket": create_tcp_socket, "resolve-addresses": resolve_addresses}
ON_VISITORS = {"accept": accept}
# Those of both kinds of sockets.
SHARED = {
    "bind": bind,
    "get-address-family": get_address_family,
    "get-local-address": get_local_address,
    "get-remote-address": get_remote_address,
}
ON_SOCKET = (
    SHARED
    | options(TCP)
    | {
        "connect": connect,
        "get-is-listening": get_is_listening,
        "listen": listen,
        "receive": receive,
        "send": send,
        "set-listen-backlog-size": setter("listen-backlog-size"),
    }
)
