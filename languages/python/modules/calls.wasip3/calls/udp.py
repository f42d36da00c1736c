"""Operations on UDP sockets."""

import asyncio

from calls.addresses import address_of, family, told_of
from calls.handles import Calls
from calls.options import UDP, options
from calls.say import text_of
from calls.tcp import SHARED
from calls.words import Words
from wit_world.imports.monotonic_clock import wait_for
from wit_world.imports.wasi_sockets_types import UdpSocket


async def create_udp_socket(calls: Calls, words: Words) -> str:
    return calls.keep(words.result(), UdpSocket.create(family(words)))


async def connect(calls: Calls, socket: UdpSocket, words: Words) -> str:
    socket.connect(address_of(calls, words.next()))
    return ""


async def disconnect(_: Calls, socket: UdpSocket, __: Words) -> str:
    socket.disconnect()
    return ""


async def gather(_: Calls, socket: UdpSocket, words: Words) -> str:
    """Receives until so many datagrams have come, for at most 2 s, and tells what was in them."""
    came: list[str] = []

    async def take(count: int) -> None:
        while len(came) < count:
            data, _ = await socket.receive()
            came.append(text_of(data))

    taking = asyncio.create_task(take(words.number()))
    limit = asyncio.create_task(wait_for(2_000_000_000))
    await asyncio.wait({taking, limit}, return_when=asyncio.FIRST_COMPLETED)
    return " ".join(came)


async def receive(calls: Calls, socket: UdpSocket, _: Words) -> str:
    data, sender = await socket.receive()
    return f"{len(data)} {text_of(data)}@{told_of(calls, sender)}"


async def send(calls: Calls, socket: UdpSocket, words: Words) -> str:
    data, word = words.text(), words.next()
    await socket.send(data, None if word == "-" else address_of(calls, word))
    return ""


FREE = {"create-udp-socket": create_udp_socket}
ON_SOCKET = (
    SHARED
    | options(UDP)
    | {
        "connect": connect,
        "disconnect": disconnect,
        "gather": gather,
        "receive": receive,
        "send": send,
    }
)
