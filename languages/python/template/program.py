"""main.py of a component: prepared when the component is built, executed when it runs."""

import ast
import importlib
import linecache
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from types import ModuleType

SOURCE = Path(__file__).with_name("main.py").read_text()
TREE = ast.parse(SOURCE)

# No module can be loaded when the program runs: all that main.py imports is imported now. What is not there raises its error then.
for node in ast.walk(TREE):
    if isinstance(node, ast.Import | ast.ImportFrom):
        with suppress(ImportError):
            exec(compile(ast.Module([node], []), "main.py", "exec"), {})

# Modules of C import these when they are first asked for them.
for module, late in {"datetime": "_strptime", "socket": "encodings.idna"}.items():
    if module in sys.modules:
        importlib.import_module(late)

CODE = compile(TREE, "main.py", "exec")
# Tracebacks show lines.
linecache.cache["main.py"] = (len(SOURCE), None, SOURCE.splitlines(True), "main.py")


def execute() -> ModuleType:
    """Executes main.py as `__main__`. Its streams are buffered as usual; those of the build are not."""
    sys.stdin = open(0, closefd=False)
    sys.stdout = open(1, "w", closefd=False)
    sys.stderr = open(2, "w", buffering=1, errors="backslashreplace", closefd=False)
    main = ModuleType("__main__")
    sys.modules["__main__"] = main
    exec(CODE, main.__dict__)
    return main


def status_of(error: BaseException | None) -> int:
    """The exit status that a program ends with. Writes what Python writes then."""
    status = 0
    match error:
        case None | SystemExit(code=None):
            pass
        case SystemExit(code=int(code)):
            status = code & 0xFF
        case SystemExit(code=message):
            print(message, file=sys.stderr)
            status = 1
        case _:
            trace = error.__traceback__
            while trace and trace.tb_frame.f_code.co_filename != "main.py":
                trace = trace.tb_next
            traceback.print_exception(error.with_traceback(trace))
            status = 1
    sys.stdout.flush()
    return status
