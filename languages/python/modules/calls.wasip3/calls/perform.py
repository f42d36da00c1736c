"""Finds what performs an operation: by its name, or by its name and the kind of its handle."""

from calls import cli, clocks, files, folders, streams, tcp, udp
from calls.handles import Calls, Failed
from calls.say import variant_of
from calls.words import Words, cannot_read
from componentize_py_async_support.streams import (
    ByteStreamReader,
    ByteStreamWriter,
    StreamReader,
)
from componentize_py_types import Err
from wit_world.imports.wasi_filesystem_types import Descriptor
from wit_world.imports.wasi_sockets_types import TcpSocket, UdpSocket

FREE = (
    clocks.OPERATIONS
    | cli.OPERATIONS
    | streams.OPERATIONS
    | folders.FREE
    | tcp.FREE
    | udp.FREE
)
BY_KIND = {
    ByteStreamReader: streams.ON_INPUT,
    ByteStreamWriter: streams.ON_OUTPUT,
    StreamReader: streams.ON_ENTRIES | tcp.ON_VISITORS,
    TcpSocket: tcp.ON_SOCKET,
    UdpSocket: udp.ON_SOCKET,
    Descriptor: files.ON_FILE | folders.ON_FOLDER,
}


async def perform(calls: Calls, text: str) -> str:
    """The results of an operation without words about it. An error of WASI is raised as Failed, with its name."""
    words = Words(text)
    name = words.next()
    try:
        if name in FREE:
            told = await FREE[name](calls, words)
        else:
            handle = calls.find(words.next())
            operation = BY_KIND[type(handle)].get(name)
            if operation is None:
                cannot_read("no such operation", text)
            told = await operation(calls, handle, words)
    except Err as error:
        raise Failed(variant_of(error.value)) from error
    words.check_end()
    return told
