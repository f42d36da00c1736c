"""
Runs a preview 1 module in the library wasmtime, by its package for Python.

    python3 -I host.py --modules=FOLDER [--version] [--compile] [--dir=HOST::GUEST]... [--env=NAME=VALUE]... MODULE.wasm [ARG...]

The guest gets the arguments, variables and directories named here and nothing else of this process; its exit code is this
one's. What goes wrong around it is exit code 1. With --compile it only compiles, into the cache below XDG_CACHE_HOME.
One line of JSON on descriptor 3 tells how it ended, where that is a file.
"""

import json
import os
import re
import stat
import sys


def is_report():
    try:
        return stat.S_ISREG(os.fstat(3).st_mode)
    except OSError:
        return False


def tell(ending):
    if REPORTS:
        os.write(REPORT, (json.dumps(ending) + "\n").encode())


def gist(reason):
    """A message in one line. A deep stack has thousands of frames, and what caused the trap may stand behind them: frames are left out."""
    lines = (line.strip() for line in str(reason).splitlines())
    return " ".join(line for line in lines if line and not re.match(r"\d+: +(0x[0-9a-f]+ - )?\S+!", line))


def leave(how, reason, code=1):
    """Says on standard error what went wrong, for people, and tells it."""
    message = gist(reason)
    os.write(2, f"gatehouse-host: {how}: {message}\n".encode())
    tell({"how": how, "message": message})
    os._exit(code)


def read_options(words):
    options = {"modules": None, "version": False, "compile": False, "dirs": [], "env": []}
    while words:
        if words[0].startswith("--modules="):
            options["modules"] = words[0][len("--modules="):]
        elif words[0] == "--version":
            options["version"] = True
        elif words[0] == "--compile":
            options["compile"] = True
        elif match := re.fullmatch(r"--dir=(.*)::(.*)", words[0], re.S):
            options["dirs"].append(match.groups())
        elif match := re.fullmatch(r"--env=(.*?)=(.*)", words[0], re.S):
            options["env"].append(match.groups())
        else:
            break
        words = words[1:]
    return options, words


def print_version(modules):
    # Its releases tell their version by what pip keeps beside the package.
    names = [re.fullmatch(r"wasmtime-(.+)\.dist-info", name) for name in os.listdir(modules)]
    print(next(name.group(1) for name in names if name))


def make_store(wasmtime, engine, options, words):
    wasi = wasmtime.WasiConfig()
    wasi.argv = [os.path.basename(words[0]), *words[1:]]
    wasi.env = options["env"]
    wasi.inherit_stdin()
    wasi.inherit_stdout()
    wasi.inherit_stderr()
    for host, guest in options["dirs"]:
        wasi.preopen_dir(host, guest)
    store = wasmtime.Store(engine)
    store.set_wasi(wasi)
    return store


def why_not_instantiated(told):
    if "unknown import" in told:
        return "missing-import"
    # Of some proposals an engine asks only here whether they are on.
    return "refused-module" if "is disabled for this engine" in told else "start"


def start(wasmtime, options, words):
    """Compiles and instantiates the module; returns what runs it. What fails here is no trap of the guest."""
    config = wasmtime.Config()
    config.cache = True
    engine = wasmtime.Engine(config)
    store = make_store(wasmtime, engine, options, words)
    with open(words[0], "rb") as file:
        binary = file.read()
    try:
        module = wasmtime.Module(engine, binary)
    except wasmtime.WasmtimeError as error:
        # Bytes that are no module at all, or that need what this release does not have.
        leave("refused-module" if binary[:8] == b"\0asm\1\0\0\0" else "start", error)
    if options["compile"]:
        os._exit(0)
    linker = wasmtime.Linker(engine)
    linker.define_wasi()
    try:
        exports = linker.instantiate(store, module).exports(store)
    except wasmtime.Trap as error:
        leave("trap", error)
    except wasmtime.WasmtimeError as error:
        leave(why_not_instantiated(str(error)), error)
    try:
        main = exports["_start"]
    except KeyError:
        leave("start", "the module exports no _start")
    return lambda: main(store)


def main():
    options, words = read_options(sys.argv[1:])
    if options["version"]:
        return print_version(options["modules"])
    if not words or options["modules"] is None:
        leave("usage", "host.py --modules=FOLDER [--compile] [--dir=HOST::GUEST]... [--env=NAME=VALUE]... MODULE.wasm [ARG...]", 2)
    sys.path.insert(0, options["modules"])
    import wasmtime

    try:
        run = start(wasmtime, options, words)
    except Exception as error:
        leave("start", error)
    code = 0
    try:
        run()
    except wasmtime.ExitTrap as error:
        code = error.code
    except Exception as error:
        told = str(error)
        # An exit code that it refuses is an error of the engine, and no trap of WebAssembly.
        if "invalid exit status" not in told or "wasm trap" in told:
            leave("trap", told)
        os.write(2, f"gatehouse-host: {told}\n".encode())
        code = 1
    tell({"how": "exit", "code": code & 255})
    os._exit(code & 255)


# First of all: later the guest's files may have that number.
REPORTS = is_report()
REPORT = os.dup(3) if REPORTS else -1
if REPORTS:
    os.close(3)
main()
