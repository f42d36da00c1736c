import json
import re
import sys
from typing import Any, NoReturn

Value = Any
USAGE = "usage: main print|get POINTER|set POINTER JSON|remove POINTER"


def fail(message: str) -> NoReturn:
    sys.exit(message)


def refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def parse(text: str) -> Value:
    return json.loads(text, parse_constant=refuse)


def written(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def tokens_of(pointer: str) -> list[str]:
    if pointer and not pointer.startswith("/") or re.search(r"~(?![01])", pointer):
        fail(f"{pointer} is no pointer")
    parts = pointer.split("/")[1:]
    return [part.replace("~1", "/").replace("~0", "~") for part in parts]


def key_in(value: Value, token: str) -> Any:
    """What a token names in a value: the key of a member or the index of an element."""
    match value:
        case dict() if token in value:
            return token
        case list() if re.fullmatch(r"0|[1-9][0-9]*", token, re.ASCII):
            if int(token) < len(value):
                return int(token)
    fail(f"{token} names nothing")


def follow(value: Value, tokens: list[str]) -> Value:
    for token in tokens:
        value = value[key_in(value, token)]
    return value


def put(document: Value, pointer: str, value: Value) -> Value:
    if not (tokens := tokens_of(pointer)):
        return value
    match follow(document, tokens[:-1]), tokens[-1]:
        case list() as parent, "-":
            parent.append(value)
        case dict() as parent, token:
            parent[token] = value
        case parent, token:
            parent[key_in(parent, token)] = value
    return document


def remove(document: Value, pointer: str) -> Value:
    if not (tokens := tokens_of(pointer)):
        fail("the whole cannot be removed")
    parent = follow(document, tokens[:-1])
    del parent[key_in(parent, tokens[-1])]
    return document


def main() -> None:
    try:
        document = parse(sys.stdin.buffer.read().decode())
        match sys.argv[1:]:
            case ["print"]:
                result = document
            case ["get", pointer]:
                result = follow(document, tokens_of(pointer))
            case ["set", pointer, text]:
                result = put(document, pointer, parse(text))
            case ["remove", pointer]:
                result = remove(document, pointer)
            case _:
                fail(USAGE)
        data = f"{written(result)}\n".encode()
    except (ValueError, RecursionError) as error:
        fail(f"{type(error).__name__}: {error}")
    sys.stdout.buffer.write(data)


if __name__ == "__main__":
    main()
