import sys


class StepError(Exception):
    pass


def half(text):
    if not (text.isdigit() and len(text) < 10):
        raise StepError(text + " is no number")
    number = int(text)
    if number % 2:
        raise StepError("%d is odd" % number)
    return number // 2


def step(text):
    print("open", text)
    try:
        return half(text)
    finally:
        print("close", text)


for text in sys.argv[1:]:
    if text == "uncaught":
        raise RuntimeError("nothing catches this")
    try:
        print("half", step(text))
    except StepError as error:
        print("error:", error)
print("done")
