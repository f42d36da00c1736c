"""A server that keeps its clients' lines in files."""

import re
from collections import Counter
from pathlib import Path

from clients import Client, Stopped
from lines import LineServer

LOGS = Path("/logs")
LEVELS = [b"debug", b"info", b"warn", b"error"]
ENTRY = re.compile(rb"log (debug|info|warn|error) ([a-z0-9-]{1,32}) (.+)", re.DOTALL)
TAIL = re.compile(rb"tail ([a-z0-9-]{1,32}) ([1-9][0-9]?)")
COUNT = re.compile(rb"count (debug|info|warn|error)")


class Journal(LineServer):
    def __init__(self, least: str):
        super().__init__()
        self._stored_levels = LEVELS[LEVELS.index(least.encode()) :]
        self._counts: Counter[bytes] = Counter()

    def line(self, client: Client, line: bytes) -> None:
        if entry := ENTRY.fullmatch(line):
            self.say(client, self._store(*entry.groups()))
        elif tail := TAIL.fullmatch(line):
            for stored in self._last(tail[1], int(tail[2])):
                self.say(client, stored)
            self.say(client, b".")
        elif count := COUNT.fullmatch(line):
            levels = LEVELS[LEVELS.index(count[1]) :]
            self.say(client, b"%d" % sum(self._counts[level] for level in levels))
        elif line == b"stop":
            self.say(client, b"stopped %d" % self._counts.total())
            raise Stopped
        else:
            self.say(client, b"error")

    def _store(self, level: bytes, source: bytes, text: bytes) -> bytes:
        if level not in self._stored_levels:
            return b"skipped"
        self._counts[level] += 1
        number = self._counts.total()
        with self._file(source).open("ab") as file:
            file.write(b"%d %b %b\n" % (number, level, text))
        return b"stored %d" % number

    def _last(self, source: bytes, count: int) -> list[bytes]:
        file = self._file(source)
        return file.read_bytes().split(b"\n")[:-1][-count:] if file.exists() else []

    def _file(self, source: bytes) -> Path:
        return LOGS / f"{source.decode()}.log"
