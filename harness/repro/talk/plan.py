"""What every part needs: the plan, and how bytes are compared."""
import json, os

here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
work = os.path.join(here, "again")
text = open(os.path.join(here, "dialogue.json"), encoding="utf-8").read()
# Linux has all of 127.0.0.0/8 for whoever finds the ports of 127.0.0.1 in use.
plan = json.loads(text.replace("127.0.0.1", os.environ.get("TALK_HOST", "127.0.0.1")))


class Failed(Exception):
    """A step that did not go as the contract says."""

    def __init__(self, text, cause="network"):
        super().__init__(text)
        self.cause = cause


def content(name):
    return open(os.path.join(here, name), "rb").read() if name else b""


def excerpt(data):
    return repr(data[:16])[1:] if data else "nothing"


def compare(found, expected, whole=True):
    at = next((i for i, (a, b) in enumerate(zip(found, expected)) if a != b), min(len(found), len(expected)))
    if at < min(len(found), len(expected)):
        raise Failed(f"byte {at} differs: expected {excerpt(expected[at:])}, found {excerpt(found[at:])}")
    if whole and len(found) != len(expected):
        raise Failed(f"{len(found)} bytes, expected {len(expected)}")
