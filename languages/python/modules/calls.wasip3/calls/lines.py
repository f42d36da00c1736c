"""The lines that the program writes, by a stream to standard output."""

from calls.words import cannot_read
from componentize_py_types import Err
from wit_world import byte_stream
from wit_world.imports.stdout import write_via_stream


class Lines:
    def __init__(self) -> None:
        self._open = None
        # What waits until no operation has a stream to standard output: nothing says which of two streams is first.
        self._later = ""

    def begin(self) -> None:
        writer, reader = byte_stream()
        self._open = writer, write_via_stream(reader)

    async def say(self, line: str) -> None:
        if self._open is None:
            self._later += f"{line}\n"
            return
        writer, _ = self._open
        data = f"{line}\n".encode()
        if await writer.write_all(data) < len(data):
            cannot_read("standard output takes no more", line)

    async def pause(self) -> None:
        """Waits until all is written. What comes after it waits for the end."""
        if self._open is None:
            return
        writer, over = self._open
        self._open = None
        with writer:
            pass
        if isinstance(await over.read(), Err):
            cannot_read("standard output", "failed")

    async def end(self) -> None:
        await self.pause()
        if self._later:
            later, self._later = self._later, ""
            self.begin()
            await self.say(later.removesuffix("\n"))
            await self.pause()
