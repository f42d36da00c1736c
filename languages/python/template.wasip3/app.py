"""The command of WASI 0.3 that main.py and its `async def main` are."""

import asyncio

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
        # componentize-py traps where a call of a task that nobody awaits is not over yet.
        is_busy = len(asyncio.all_tasks()) > 1
        if status or is_busy:
            exit_with_code(status)
