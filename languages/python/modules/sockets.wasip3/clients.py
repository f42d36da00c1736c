"""Serves several clients at once at the address that the environment names: two tasks for each."""

import asyncio

from sockets import address_of, listen
from wit_world import byte_stream
from wit_world.imports.wasi_sockets_types import TcpSocket


class Client:
    """One connection."""

    def __init__(self, socket: TcpSocket):
        self.leaving = False
        self._socket = socket
        self._waiting: asyncio.Queue[bytes] = asyncio.Queue()

    def send(self, data: bytes) -> None:
        """Sends it as soon as the connection takes it; nothing to whoever leaves."""
        if data and not self.leaving:
            self._waiting.put_nowait(data)

    def close(self) -> None:
        """Ends the connection when all is sent."""
        if not self.leaving:
            self.leaving = True
            self._waiting.put_nowait(b"")

    async def write(self) -> None:
        """Sends all that waits, until the connection is to be ended."""
        writer, reader = byte_stream()
        sent = self._socket.send(reader)
        with writer:
            while data := await self._waiting.get():
                await writer.write_all(data)
        await sent.read()

    async def read(self, server: "Server") -> None:
        """Hands on what comes. Whoever has broken the connection off has left as well."""
        reader, outcome = self._socket.receive()
        with reader:
            while data := await reader.read(65536):
                if not self.leaving:
                    server.received(self, data)
        await outcome.read()
        self.close()


class Server:
    """What is made of the clients and of what they send."""

    def came(self, client: Client) -> None:
        pass

    def received(self, client: Client, data: bytes) -> None:
        raise NotImplementedError

    def left(self, client: Client) -> None:
        pass


class Stopped(Exception):
    """Raised by a server that ends all connections, and itself."""


class Serving:
    """The connections of a server."""

    def __init__(self, server: Server):
        self._server = server
        self._stopped = asyncio.get_running_loop().create_future()
        self._writing: dict[Client, asyncio.Task] = {}

    async def _read(self, client: Client) -> None:
        try:
            await client.read(self._server)
        except Stopped:
            self._stopped.set_result(None)

    async def _run(self, client: Client) -> None:
        self._writing[client] = asyncio.create_task(client.write())
        self._server.came(client)
        reading = asyncio.create_task(self._read(client))
        await self._writing[client]
        del self._writing[client]
        self._server.left(client)
        await reading

    async def _accept(self, variable: str, connections: int | None) -> None:
        running = []
        with listen(address_of(variable)) as visitors:
            while connections is None or len(running) < connections:
                [socket] = await visitors.read(1)
                running.append(asyncio.create_task(self._run(Client(socket))))
        await asyncio.gather(*running)

    async def run(self, variable: str, connections: int | None) -> None:
        accepting = asyncio.create_task(self._accept(variable, connections))
        await asyncio.wait(
            {accepting, self._stopped}, return_when=asyncio.FIRST_COMPLETED
        )
        if accepting.done():
            await accepting
        for client in self._writing:
            client.close()
        await asyncio.gather(*self._writing.values())


async def serve(variable: str, server: Server, connections: int | None = None) -> None:
    """Takes so many connections at the address of a variable, and returns when the last one has ended, or the server is stopped."""
    await Serving(server).run(variable, connections)
