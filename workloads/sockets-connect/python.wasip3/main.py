# Connects to the addresses that the environment names.
import sys

from componentize_py_types import Err
from sockets import address_of, connect, receive, send
from stdio import write
from wit_world import byte_stream
from wit_world.imports.environment import get_arguments
from wit_world.imports.wasi_sockets_types import (
    ErrorCode_ConnectionRefused,
    ErrorCode_ConnectionReset,
    TcpSocket,
)


async def server() -> TcpSocket:
    return await connect(address_of("CONNECT_SERVER"))


async def talk() -> None:
    with await server() as connection:
        await send(connection, b"hello\n")
        await write(await receive(connection))


async def refused(variable: str = "CONNECT_SERVER") -> None:
    try:
        await connect(address_of(variable))
    except Err as error:
        if not isinstance(error.value, ErrorCode_ConnectionRefused):
            raise
        await write("refused\n")
    else:
        sys.exit("somebody listens")


async def reset() -> None:
    with await server() as connection:
        try:
            await receive(connection)
        except Err as error:
            if not isinstance(error.value, ErrorCode_ConnectionReset):
                raise
            await write("reset\n")
        else:
            await write("ended\n")


async def ten() -> None:
    connections = [await server() for _ in range(10)]
    for number, connection in enumerate(connections):
        await send(connection, f"{number}\n".encode())


async def between() -> None:
    await refused("CONNECT_FIRST")
    with await server() as connection:
        writer, reader = byte_stream()
        connection.send(reader)
        # This side stays open until the other one has ended.
        with writer:
            await writer.write_all(b"hello\n")
            await write(await receive(connection))


MODES = {
    "talk": talk,
    "refused": refused,
    "reset": reset,
    "ten": ten,
    "between": between,
}


async def main():
    await MODES[get_arguments()[1]]()
