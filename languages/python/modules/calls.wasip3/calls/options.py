"""Options of sockets."""

from calls.handles import Calls
from calls.say import truth
from calls.words import Words

TCP = (
    "hop-limit",
    "keep-alive-count",
    "keep-alive-enabled",
    "keep-alive-idle-time",
    "keep-alive-interval",
    "receive-buffer-size",
    "send-buffer-size",
)
UDP = "receive-buffer-size", "send-buffer-size", "unicast-hop-limit"


def getter(name: str):
    """Sizes of buffers may be rounded: `kept` is at least the size that a further word asks for and at most four times that."""

    async def perform(_: Calls, socket, words: Words) -> str:
        value = getattr(socket, f"get_{name.replace('-', '_')}")()
        if isinstance(value, bool):
            return truth(value)
        words_left = words.rest()
        if words_left:
            asked = Words(words_left[0]).number()
            return "kept" if asked <= value <= 4 * asked else str(value)
        return str(value)

    return perform


def setter(name: str):
    async def perform(_: Calls, socket, words: Words) -> str:
        is_switch = name.endswith("enabled")
        value = (
            words.choice(["false", "true"]) == "true" if is_switch else words.number()
        )
        getattr(socket, f"set_{name.replace('-', '_')}")(value)
        return ""

    return perform


def options(names: tuple[str, ...]) -> dict:
    """Operations that read and set them."""
    return {f"get-{name}": getter(name) for name in names} | {
        f"set-{name}": setter(name) for name in names
    }
