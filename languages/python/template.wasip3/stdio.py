"""The standard streams of WASI 0.3: Python's own go by 0.2."""

from collections.abc import AsyncIterator, Callable

from componentize_py_async_support.futures import FutureReader
from componentize_py_async_support.streams import ByteStreamReader
from componentize_py_types import Err, Result
from wit_world import byte_stream
from wit_world.imports import stderr, stdin, stdout
from wit_world.imports.wasi_cli_types import ErrorCode

Outcome = FutureReader[Result[None, ErrorCode]]


class Output:
    """One of the two streams that a program writes to, from `async with` on."""

    def __init__(self, open_stream: Callable[[ByteStreamReader], Outcome]):
        self._open = open_stream

    async def __aenter__(self) -> "Output":
        self._writer, reader = byte_stream()
        self._outcome = self._open(reader)
        return self

    async def write(self, data: str | bytes) -> None:
        """Writes all of it. A reader that is gone is a BrokenPipeError."""
        data = data.encode() if isinstance(data, str) else data
        if await self._writer.write_all(data) < len(data):
            raise BrokenPipeError

    async def __aexit__(self, *_: object) -> None:
        self._writer.__exit__(None, None, None)
        await done(self._outcome)


async def write(data: str | bytes) -> None:
    """Writes to standard output, and waits until it is written."""
    async with Output(stdout.write_via_stream) as output:
        await output.write(data)


async def complain(data: str | bytes) -> None:
    """Writes to standard error, and waits until it is written."""
    async with Output(stderr.write_via_stream) as output:
        await output.write(data)


async def chunks(size: int = 65536) -> AsyncIterator[bytes]:
    """Standard input, piece by piece."""
    reader, outcome = stdin.read_via_stream()
    with reader:
        while chunk := await reader.read(size):
            yield chunk
    await done(outcome)


async def done(outcome: FutureReader) -> None:
    """Waits for the outcome of a stream; an error of it is raised."""
    result = await outcome.read()
    if isinstance(result, Err):
        raise result
