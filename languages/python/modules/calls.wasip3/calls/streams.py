"""Operations on streams, and on futures that tell what became of them."""

from calls.handles import Calls, Failed
from calls.say import text_of, variant_of
from calls.words import Words
from componentize_py_async_support.futures import FutureReader
from componentize_py_async_support.streams import (
    ByteStreamReader,
    ByteStreamWriter,
    StreamReader,
)
from componentize_py_types import Err


async def drop(calls: Calls, words: Words) -> str:
    if not calls.forget(words.next()):
        raise Failed("no-handle")
    return ""


async def outcome(calls: Calls, words: Words) -> str:
    result = await calls.take(words.next(), FutureReader).read()
    if isinstance(result, Err):
        raise result
    return ""


def over(is_over: bool) -> str:
    return " over" if is_over else ""


async def read_up_to(stream: ByteStreamReader, most: int) -> bytes:
    """Reads until so many bytes have come, or the stream is over."""
    data = b""
    while len(data) < most and not stream.writer_dropped:
        data += await stream.read(min(most - len(data), 1 << 20))
    return data


async def read(_: Calls, stream: ByteStreamReader, words: Words) -> str:
    """One read: how many bytes, and which; `over` where the other end is dropped."""
    most = words.number()
    data = await stream.read(most)
    remark = " overrun" if len(data) > most else ""
    return f"{len(data)} {text_of(data)}{over(stream.writer_dropped)}{remark}"


async def until(_: Calls, stream: ByteStreamReader, words: Words) -> str:
    data = await read_up_to(stream, words.number())
    return f"{len(data)} {text_of(data)}{over(stream.writer_dropped)}"


async def drain(_: Calls, stream: ByteStreamReader, words: Words) -> str:
    """Reads until the stream is over, each time at most so many bytes."""
    most, data, remark = words.number(), b"", ""
    while not stream.writer_dropped:
        more = await stream.read(most)
        if len(more) > most:
            remark = " overrun"
        data += more
    return f"{len(data)} {text_of(data)}{remark}"


async def cancel(_: Calls, __: ByteStreamReader, words: Words) -> str:
    """componentize-py has no stream.cancel-read."""
    words.number()
    return "not-cancelled"


async def write(_: Calls, stream: ByteStreamWriter, words: Words) -> str:
    """One write: how many bytes were taken; `over` where the other end is dropped."""
    count = await stream.write(words.text())
    return f"{count}{over(stream.reader_dropped)}"


async def put(_: Calls, stream: ByteStreamWriter, words: Words) -> str:
    """Writes all; `over` where the other end is dropped before."""
    data = words.text()
    count = await stream.write_all(data)
    return f"{count}{over(count < len(data))}"


async def next_entry(_: Calls, stream: StreamReader, __: Words) -> str:
    entries = await stream.read(1)
    return entry_of(entries[0]) if entries else "none"


def entry_of(entry) -> str:
    return f"{text_of(entry.name.encode())}:{variant_of(entry.type)}"


OPERATIONS = {"drop": drop, "outcome": outcome}
ON_INPUT = {"cancel": cancel, "drain": drain, "read": read, "until": until}
ON_OUTPUT = {"put": put, "write": write}
ON_ENTRIES = {"next": next_entry}
