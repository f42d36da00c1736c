# An echo server at the address that LISTEN_ECHO names.
from sockets import address_of, listen
from stdio import done
from wit_world.imports.environment import get_arguments
from wit_world.imports.wasi_sockets_types import TcpSocket


async def serve(connection: TcpSocket) -> None:
    # The engine moves the bytes: the stream that comes from the connection goes back to it.
    data, received = connection.receive()
    await done(connection.send(data))
    await done(received)


async def main():
    args = get_arguments()[1:]
    with listen(address_of("LISTEN_ECHO")) as visitors:
        for _ in range(int(args[0]) if args else 1):
            [connection] = await visitors.read(1)
            with connection:
                await serve(connection)
