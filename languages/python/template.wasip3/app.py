"""The command of WASI 0.3 that main.py and its `async def main` are."""

import program
from wit_world import exports
from wit_world.imports.exit import exit_with_code


class Run(exports.Run):
    async def run(self) -> None:
        error = None
        try:
            await program.execute().main()
        except BaseException as raised:
            error = raised
        status = program.status_of(error)
        if status:
            exit_with_code(status)
