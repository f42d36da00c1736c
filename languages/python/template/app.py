"""The command of WASI 0.2 that main.py is."""

import program
from componentize_py_types import Err
from wit_world import exports

try:
    from wit_world.imports.exit import exit_with_code
except ImportError:
    # Before 0.2.12 a program ends well or badly, and with no other code.
    exit_with_code = None


class Run(exports.Run):
    def run(self) -> None:
        error = None
        try:
            program.execute()
        except BaseException as raised:
            error = raised
        status = program.status_of(error)
        if status and exit_with_code:
            exit_with_code(status)
        if status:
            raise Err(None)
