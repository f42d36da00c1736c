"""Resources, streams and futures by the names that operations give them."""

from typing import Any

from calls.lines import Lines
from calls.say import Numbers
from calls.words import cannot_read
from wit_world.imports.preopens import get_directories


class Failed(Exception):
    """An operation failed, with this name of its error."""


class Calls:
    """What operations share."""

    def __init__(self) -> None:
        self._handles: dict[str, Any] = {}
        self.ports = Numbers()
        self.hashes = Numbers()
        self.lines = Lines()

    def keep(self, name: str, handle: Any) -> str:
        self.forget(name)
        self._handles[name] = handle
        return ""

    def forget(self, name: str) -> bool:
        """Drops it; whether there was one."""
        handle = self._handles.pop(name, None)
        if handle is not None:
            with handle:
                pass
        return handle is not None

    def find(self, name: str) -> Any:
        """What `/data` names is the preopened directory of that name."""
        if name.startswith("/") and name not in self._handles:
            found = [each for each, told in get_directories() if told == name]
            if not found:
                cannot_read("no preopened directory", name)
            self.keep(name, found[0])
        if name not in self._handles:
            raise Failed("no-handle")
        return self._handles[name]

    def take(self, name: str, kind: type) -> Any:
        if not isinstance(self._handles.get(name), kind):
            raise Failed("no-handle")
        return self._handles.pop(name)
