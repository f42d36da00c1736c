"""What one says, the others read."""

import re

from clients import Client
from lines import LineServer


class Chat(LineServer):
    def __init__(self) -> None:
        super().__init__()
        # Names of those who have one, in the order of connecting; None of those who have none yet.
        self._names: dict[Client, bytes | None] = {}

    def came(self, client: Client) -> None:
        self._names[client] = None
        self.say(client, b"name?")

    def line(self, client: Client, line: bytes) -> None:
        name = self._names[client]
        if name is None:
            self._enter(client, line)
        elif line.startswith(b"/"):
            self._command(client, name, line)
        elif line:
            self._tell_others(client, b"<%b> %b" % (name, line))

    def left(self, client: Client) -> None:
        name = self._names.pop(client)
        if name is not None:
            self._tell_others(client, b"* %b left" % name)

    def _others(self, own: Client) -> dict[Client, bytes]:
        return {
            client: name
            for client, name in self._names.items()
            if client is not own and name is not None
        }

    def _tell_others(self, own: Client, line: bytes) -> None:
        for client in self._others(own):
            self.say(client, line)

    def _list_others(self, client: Client) -> None:
        names = b" ".join(self._others(client).values())
        self.say(client, b"* here: " + names if names else b"* nobody else is here")

    def _is_free(self, name: bytes) -> bool:
        is_good = re.fullmatch(rb"[A-Za-z0-9]{1,16}", name)
        return is_good is not None and name not in self._names.values()

    def _enter(self, client: Client, name: bytes) -> None:
        if not self._is_free(name):
            self.say(client, b"* not that one, name?")
            return
        self._names[client] = name
        self._list_others(client)
        self._tell_others(client, b"* %b came" % name)

    def _command(self, client: Client, name: bytes, line: bytes) -> None:
        command, has_rest, rest = line.partition(b" ")
        match command, bool(has_rest):
            case b"/who", False:
                self._list_others(client)
            case b"/quit", False:
                self.say(client, b"* bye")
                client.close()
            case b"/me", True:
                self._tell_others(client, b"* %b %b" % (name, rest))
            case b"/to", True:
                self._whisper(client, name, rest)
            case b"/nick", True:
                self._rename(client, name, rest)
            case _:
                self.say(client, b"* unknown command")

    def _whisper(self, client: Client, name: bytes, rest: bytes) -> None:
        to, _, text = rest.partition(b" ")
        for other, known in self._names.items():
            if known == to:
                self.say(other, b"<%b to you> %b" % (name, text))
                return
        self.say(client, b"* %b is not here" % to)

    def _rename(self, client: Client, old: bytes, name: bytes) -> None:
        if not self._is_free(name):
            self.say(client, b"* not that one")
            return
        self._names[client] = name
        self.say(client, b"* you are now " + name)
        self._tell_others(client, b"* %b is now %b" % (old, name))
