import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager


class StepError(Exception):
    pass


@contextmanager
def opened(text: str) -> Iterator[None]:
    print("open", text)
    try:
        yield
    finally:
        print("close", text)


def half(text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text):
        raise StepError(f"{text} is no number")
    number = int(text)
    if number % 2:
        raise StepError(f"{number} is odd")
    return number // 2


def step(text: str) -> int:
    with opened(text):
        return half(text)


for text in sys.argv[1:]:
    if text == "uncaught":
        raise RuntimeError("nothing catches this")
    try:
        print("half", step(text))
    except StepError as error:
        print("error:", error)
print("done")
