"""Operations on paths and directories."""

from calls.handles import Calls
from calls.say import listed, text_of, truth
from calls.stats import new_time, stat_of
from calls.streams import entry_of
from calls.words import Words
from componentize_py_types import Err
from wit_world.imports import preopens
from wit_world.imports.wasi_filesystem_types import (
    Descriptor,
    DescriptorFlags,
    OpenFlags,
    PathFlags,
)


def lookup(words: Words) -> PathFlags:
    """Whether a symbolic link at the end is followed."""
    follows = words.choice(["nofollow", "follow"]) == "follow"
    return PathFlags.SYMLINK_FOLLOW if follows else PathFlags(0)


async def get_directories(_: Calls, __: Words) -> str:
    names = sorted(text_of(name.encode()) for _, name in preopens.get_directories())
    return f"{len(names)} {' '.join(names)}"


async def create_directory_at(_: Calls, base: Descriptor, words: Words) -> str:
    await base.create_directory_at(words.path())
    return ""


async def is_same_object(calls: Calls, one: Descriptor, words: Words) -> str:
    return truth(await one.is_same_object(calls.find(words.next())))


async def link_at(calls: Calls, base: Descriptor, words: Words) -> str:
    flags, old = lookup(words), words.path()
    other, new = calls.find(words.next()), words.path()
    await base.link_at(flags, old, other, new)
    return ""


async def whole(base: Descriptor) -> str:
    stream, future = base.read_directory()
    entries = []
    with stream:
        while not stream.writer_dropped:
            entries += [entry_of(entry) for entry in await stream.read(64)]
    result = await future.read()
    if isinstance(result, Err):
        raise result
    return listed(entries)


async def list_all(_: Calls, base: Descriptor, words: Words) -> str:
    path = words.more()
    if path is None:
        return await whole(base)
    how, flags = OpenFlags.DIRECTORY, DescriptorFlags.READ
    with await base.open_at(PathFlags(0), path, how, flags) as opened:
        return await whole(opened)


async def metadata_hash_at(calls: Calls, base: Descriptor, words: Words) -> str:
    value = await base.metadata_hash_at(lookup(words), words.path())
    return calls.hashes.of((value.lower, value.upper))


async def open_at(calls: Calls, base: Descriptor, words: Words) -> str:
    name = words.result()
    flags, path = lookup(words), words.path()
    how, access = words.flags(OpenFlags), words.flags(DescriptorFlags)
    try:
        made = await base.open_at(flags, path, how, access)
    except Err:
        # What could not be opened leaves nothing under its name.
        calls.forget(name)
        raise
    return calls.keep(name, made)


async def read_directory(calls: Calls, base: Descriptor, words: Words) -> str:
    stream, future = base.read_directory()
    calls.keep(words.result(), stream)
    return calls.keep(words.result(), future)


async def readlink_at(_: Calls, base: Descriptor, words: Words) -> str:
    target = (await base.readlink_at(words.path())).encode()
    return f"{len(target)} {text_of(target)}"


async def remove_directory_at(_: Calls, base: Descriptor, words: Words) -> str:
    await base.remove_directory_at(words.path())
    return ""


async def rename_at(calls: Calls, base: Descriptor, words: Words) -> str:
    old = words.path()
    other, new = calls.find(words.next()), words.path()
    await base.rename_at(old, other, new)
    return ""


async def set_times_at(_: Calls, base: Descriptor, words: Words) -> str:
    flags, path = lookup(words), words.path()
    await base.set_times_at(flags, path, new_time(words), new_time(words))
    return ""


async def stat_at(_: Calls, base: Descriptor, words: Words) -> str:
    return stat_of(await base.stat_at(lookup(words), words.path()), words)


async def symlink_at(_: Calls, base: Descriptor, words: Words) -> str:
    await base.symlink_at(words.path(), words.path())
    return ""


async def unlink_file_at(_: Calls, base: Descriptor, words: Words) -> str:
    await base.unlink_file_at(words.path())
    return ""


FREE = {"get-directories": get_directories}
ON_FOLDER = {
    "create-directory-at": create_directory_at,
    "is-same-object": is_same_object,
    "link-at": link_at,
    "list": list_all,
    "metadata-hash-at": metadata_hash_at,
    "open-at": open_at,
    "read-directory": read_directory,
    "readlink-at": readlink_at,
    "remove-directory-at": remove_directory_at,
    "rename-at": rename_at,
    "set-times-at": set_times_at,
    "stat-at": stat_at,
    "symlink-at": symlink_at,
    "unlink-file-at": unlink_file_at,
}
