"""What a client of HTTP is asked to do, by its arguments."""

from dataclasses import dataclass, field

from messages import Field


@dataclass
class Asking:
    method: str = ""
    path: str = ""
    headers: list[Field] = field(default_factory=list)
    # So many requests, one after the other; so many at once.
    again: int = 1
    at_once: int = 1
    # Nobody waits for what became of a request.
    forgets: bool = False
    # In milliseconds, by the names of the options.
    limits: dict[str, int] = field(default_factory=dict)
    trailers: list[Field] = field(default_factory=list)

    @property
    def has_body(self) -> bool:
        """Whether standard input is the body of each request."""
        return self.method in ("POST", "PUT", "PATCH")


def field_of(text: str) -> Field:
    name, _, value = text.partition(":")
    return name, value.encode()


def asking_of(args: list[str]) -> Asking:
    """Options, METHOD, PATH and headers."""
    asking = Asking()
    words = iter(args)
    for word in words:
        match word:
            case "--forget":
                asking.forgets = True
            case "--again":
                asking.again = int(next(words))
            case "--at-once":
                asking.at_once = int(next(words))
            case "--trailer":
                asking.trailers.append(field_of(next(words)))
            case "--connect-ms" | "--first-byte-ms" | "--between-bytes-ms":
                asking.limits[word] = int(next(words))
            case _:
                asking.method = word
                asking.path = next(words)
                asking.headers = [field_of(text) for text in words]
    return asking
