"""Operations of wasi:cli."""

from calls.handles import Calls, Failed
from calls.say import presence, text_of
from calls.words import Words
from componentize_py_async_support.streams import ByteStreamReader
from componentize_py_types import Err, Ok
from wit_world import byte_stream
from wit_world.imports import (
    environment,
    exit,
    stderr,
    stdin,
    stdout,
    terminal_stderr,
    terminal_stdin,
    terminal_stdout,
)


async def end(calls: Calls, words: Words) -> str:
    status = Ok(None) if words.choice(["ok", "err"]) == "ok" else Err(None)
    await calls.lines.end()
    exit.exit(status)
    raise Failed("came-back")


async def end_with_code(calls: Calls, words: Words) -> str:
    code = words.number() & 0xFF
    await calls.lines.end()
    exit.exit_with_code(code)
    raise Failed("came-back")


async def get_arguments(_: Calls, __: Words) -> str:
    """Those behind `--`."""
    args = environment.get_arguments()
    own = args[args.index("--") + 1 :] if "--" in args else []
    return f"{len(own)} {' '.join(text_of(arg.encode()) for arg in own)}"


async def get_environment(_: Calls, __: Words) -> str:
    told = sorted(
        f"{text_of(name.encode())}={text_of(value.encode())}"
        for name, value in environment.get_environment()
    )
    return f"{len(told)} {' '.join(told)}"


async def initial_cwd(_: Calls, __: Words) -> str:
    return presence(environment.get_initial_cwd())


def output(write):
    """A stream to one of the standard streams: a new one, or that which an earlier operation gave."""

    async def perform(calls: Calls, words: Words) -> str:
        await calls.lines.pause()
        if name := words.more():
            stream = calls.take(name, ByteStreamReader)
            return calls.keep(words.result(), write(stream))
        writer, reader = byte_stream()
        calls.keep(words.result(), writer)
        return calls.keep(words.result(), write(reader))

    return perform


async def read_input(calls: Calls, words: Words) -> str:
    stream, outcome = stdin.read_via_stream()
    calls.keep(words.result(), stream)
    return calls.keep(words.result(), outcome)


def terminal(get):
    async def perform(_: Calls, __: Words) -> str:
        return presence(get())

    return perform


OPERATIONS = {
    "exit": end,
    "exit-with-code": end_with_code,
    "get-arguments": get_arguments,
    "get-environment": get_environment,
    "get-terminal-stderr": terminal(terminal_stderr.get_terminal_stderr),
    "get-terminal-stdin": terminal(terminal_stdin.get_terminal_stdin),
    "get-terminal-stdout": terminal(terminal_stdout.get_terminal_stdout),
    "initial-cwd": initial_cwd,
    "stderr": output(stderr.write_via_stream),
    "stdin": read_input,
    "stdout": output(stdout.write_via_stream),
}
