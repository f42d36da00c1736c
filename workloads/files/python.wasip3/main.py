import sys

from componentize_py_types import Err
from stdio import done, write
from wit_world import byte_stream
from wit_world.imports.preopens import get_directories
from wit_world.imports.wasi_filesystem_types import (
    Descriptor,
    DescriptorFlags,
    ErrorCode_NoEntry,
    OpenFlags,
    PathFlags,
)

READ, WRITE = DescriptorFlags.READ, DescriptorFlags.WRITE
NOTHING = OpenFlags(0)


class Folder:
    """A directory, and what is done below it."""

    def __init__(self, directory: Descriptor):
        self._directory = directory

    async def open(
        self, path: str, flags: DescriptorFlags, how: OpenFlags = NOTHING
    ) -> Descriptor:
        return await self._directory.open_at(PathFlags.SYMLINK_FOLLOW, path, how, flags)

    async def size(self, path: str) -> int:
        stat = await self._directory.stat_at(PathFlags.SYMLINK_FOLLOW, path)
        return stat.size

    async def read(self, path: str) -> int:
        size = 0
        with await self.open(path, READ) as file:
            reader, outcome = file.read_via_stream(0)
            with reader:
                while chunk := await reader.read(65536):
                    size += len(chunk)
            await done(outcome)
        return size

    async def write(self, path: str, data: bytes) -> int:
        with await self.open(
            path, WRITE, OpenFlags.CREATE | OpenFlags.TRUNCATE
        ) as file:
            writer, reader = byte_stream()
            outcome = file.write_via_stream(reader, 0)
            with writer:
                await writer.write_all(data)
            await done(outcome)
        return await self.size(path)

    async def append(self, path: str, data: bytes) -> int:
        with await self.open(path, WRITE) as file:
            writer, reader = byte_stream()
            outcome = file.append_via_stream(reader)
            with writer:
                await writer.write_all(data)
            await done(outcome)
        return await self.size(path)

    async def truncate(self, path: str, length: int) -> int:
        with await self.open(path, WRITE) as file:
            await file.set_size(length)
        return await self.size(path)

    async def names(self, path: str) -> str:
        found = []
        with await self.open(path, READ, OpenFlags.DIRECTORY) as folder:
            reader, outcome = folder.read_directory()
            with reader:
                while entries := await reader.read(16):
                    found += [entry.name for entry in entries]
            await done(outcome)
        return " ".join(sorted(found))

    async def make(self, path: str) -> str:
        await self._directory.create_directory_at(path)
        return path

    async def rename(self, path: str, to: str) -> str:
        await self._directory.rename_at(path, self._directory, to)
        return to.rpartition("/")[2]

    async def remove(self, path: str) -> str:
        await self._directory.unlink_file_at(path)
        return path.rpartition("/")[2]

    async def remove_folder(self, path: str) -> str:
        await self._directory.remove_directory_at(path)
        return path

    async def missing(self, path: str) -> str:
        try:
            await self.open(path, READ)
        except Err as error:
            if isinstance(error.value, ErrorCode_NoEntry):
                return "not found"
            raise
        sys.exit(f"{path} is there")


async def main():
    data = Folder(next(found for found, name in get_directories() if name == "/data"))
    steps = {
        "read": data.read("in.txt"),
        "write": data.write("out.txt", b"written\n"),
        "append": data.append("out.txt", b"appended\n"),
        "truncate": data.truncate("out.txt", 4),
        "list": data.names("old"),
        "mkdir": data.make("new"),
        "rename": data.rename("old/a.txt", "new/a2.txt"),
        "remove": data.remove("old/b.txt"),
        "rmdir": data.remove_folder("old"),
        "missing": data.missing("missing.txt"),
    }
    for name, step in steps.items():
        try:
            await write(f"{name} {await step}\n")
        except Err as error:
            sys.exit(f"{name} failed: {error.value}")
