"""Parts of HTTP messages of WASI 0.3."""

from componentize_py_async_support import spawn
from componentize_py_async_support.futures import FutureReader
from componentize_py_async_support.streams import ByteStreamReader
from componentize_py_types import Ok, Result
from wit_world import byte_stream
from wit_world import (
    result_option_wasi_http_types_fields_wasi_http_types_error_code_future as trailers_future,
)
from wit_world import (
    result_unit_wasi_http_types_error_code_future as outcome_future,
)
from wit_world.imports.wasi_http_types import ErrorCode, Fields

Field = tuple[str, bytes]
Trailers = Result[Fields | None, ErrorCode]


def well() -> FutureReader[Result[None, ErrorCode]]:
    """Tells the engine that a body was taken as it should be."""
    _, reader = outcome_future(lambda: Ok(None))
    return reader


def no_trailers() -> FutureReader[Trailers]:
    """The trailers of a message that has none."""
    _, reader = trailers_future(lambda: Ok(None))
    return reader


def body_of(
    data: bytes, trailers: Trailers = Ok(None)
) -> tuple[ByteStreamReader, FutureReader[Trailers]]:
    """A body and its trailers, written while the engine sends the message. An error in place of trailers breaks the body off."""
    writer, reader = byte_stream()
    told, future = trailers_future(lambda: Ok(None))

    async def write() -> None:
        with writer:
            await writer.write_all(data)
        await told.write(trailers)

    spawn(write())
    return reader, future


def lines_of(fields: list[Field], before: str = "") -> str:
    """Fields as lines, in the order of their names; those of one name keep theirs."""
    ordered = sorted(fields, key=lambda field: field[0])
    return "".join(
        f"{before}{name}: {value.decode(errors='replace')}\n" for name, value in ordered
    )


def told_of(fields: list[Field]) -> str:
    """The headers that are told, as lines."""
    return lines_of(
        [
            field
            for field in fields
            if field[0].startswith("x-") or field[0] == "location"
        ]
    )
