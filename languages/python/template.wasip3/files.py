"""Files of WASI 0.3: Python's own go by 0.2."""

from stdio import done
from wit_world.imports.preopens import get_directories
from wit_world.imports.wasi_filesystem_types import (
    DescriptorFlags,
    OpenFlags,
    PathFlags,
)


async def read_file(folder: str, path: str) -> bytes:
    """The bytes of a file below the preopened directory of that name."""
    base = next(found for found, name in get_directories() if name == folder)
    flags = DescriptorFlags.READ
    data = b""
    with await base.open_at(
        PathFlags.SYMLINK_FOLLOW, path, OpenFlags(0), flags
    ) as file:
        reader, outcome = file.read_via_stream(0)
        with reader:
            while chunk := await reader.read(65536):
                data += chunk
        await done(outcome)
    return data
