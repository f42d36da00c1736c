"""Operations on open files."""

from calls.handles import Calls
from calls.say import flags_of, text_of, variant_of
from calls.stats import new_time, stat_of
from calls.streams import read_up_to
from calls.words import Words, number_of
from componentize_py_types import Err
from wit_world import byte_stream
from wit_world.imports.wasi_filesystem_types import Advice, Descriptor


async def advise(_: Calls, file: Descriptor, words: Words) -> str:
    offset, length = words.number(), words.number()
    advice = Advice[words.next().upper().replace("-", "_")]
    await file.advise(offset, length, advice)
    return ""


async def append_via_stream(calls: Calls, file: Descriptor, words: Words) -> str:
    writer, reader = byte_stream()
    future = file.append_via_stream(reader)
    calls.keep(words.result(), writer)
    return calls.keep(words.result(), future)


async def write_via_stream(calls: Calls, file: Descriptor, words: Words) -> str:
    writer, reader = byte_stream()
    future = file.write_via_stream(reader, words.number())
    calls.keep(words.result(), writer)
    return calls.keep(words.result(), future)


async def read_via_stream(calls: Calls, file: Descriptor, words: Words) -> str:
    stream, future = file.read_via_stream(words.number())
    calls.keep(words.result(), stream)
    return calls.keep(words.result(), future)


async def get_flags(_: Calls, file: Descriptor, __: Words) -> str:
    return flags_of(await file.get_flags())


async def get_type(_: Calls, file: Descriptor, __: Words) -> str:
    return variant_of(await file.get_type())


async def metadata_hash(calls: Calls, file: Descriptor, __: Words) -> str:
    value = await file.metadata_hash()
    return calls.hashes.of((value.lower, value.upper))


async def read(_: Calls, file: Descriptor, words: Words) -> str:
    """Reads so many bytes by a stream of its own."""
    length, offset = words.number(), words.number()
    stream, future = file.read_via_stream(offset)
    with stream:
        data = await read_up_to(stream, length)
    result = await future.read()
    if isinstance(result, Err):
        raise result
    return f"{len(data)} {text_of(data)}"


async def write(_: Calls, file: Descriptor, words: Words) -> str:
    """Writes all by a stream of its own, at a place or at the end."""
    data, place = words.text(), words.next()
    writer, reader = byte_stream()
    future = (
        file.append_via_stream(reader)
        if place == "end"
        else file.write_via_stream(reader, number_of(place))
    )
    with writer:
        count = await writer.write_all(data)
    result = await future.read()
    if isinstance(result, Err):
        raise result
    return str(count)


async def set_size(_: Calls, file: Descriptor, words: Words) -> str:
    await file.set_size(words.number())
    return ""


async def set_times(_: Calls, file: Descriptor, words: Words) -> str:
    await file.set_times(new_time(words), new_time(words))
    return ""


async def stat(_: Calls, file: Descriptor, words: Words) -> str:
    return stat_of(await file.stat(), words)


async def sync(_: Calls, file: Descriptor, __: Words) -> str:
    await file.sync()
    return ""


async def sync_data(_: Calls, file: Descriptor, __: Words) -> str:
    await file.sync_data()
    return ""


ON_FILE = {
    "advise": advise,
    "append-via-stream": append_via_stream,
    "get-flags": get_flags,
    "get-type": get_type,
    "metadata-hash": metadata_hash,
    "read": read,
    "read-via-stream": read_via_stream,
    "set-size": set_size,
    "set-times": set_times,
    "stat": stat,
    "sync": sync,
    "sync-data": sync_data,
    "write": write,
    "write-via-stream": write_via_stream,
}
