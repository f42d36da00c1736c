"""Performs operations on files by the standard library: docs/file-operations.md says what each does and prints."""

import errno
import sys

from folders import FOLDERS
from held import HELD
from whole import WHOLE

OPERATIONS = FOLDERS | HELD | WHOLE
ERRORS = {
    errno.ENOENT: "missing",
    errno.EEXIST: "exists",
    errno.EISDIR: "is-directory",
    errno.ENOTDIR: "not-directory",
    errno.ENOTEMPTY: "not-empty",
    errno.EINVAL: "invalid",
    errno.ELOOP: "loop",
    errno.ENAMETOOLONG: "too-long",
    errno.EBADF: "bad-descriptor",
    errno.ENOTCAPABLE: "bad-descriptor",
}


def perform(arguments: list[str]) -> None:
    for argument in arguments:
        name, *operands = argument.split(" ")
        try:
            results = OPERATIONS[name](*operands)
        except (KeyError, TypeError, ValueError) as error:
            print(f"cannot read: {argument}: {error}", file=sys.stderr)
            sys.exit(2)
        except OSError as error:
            results = ERRORS.get(error.errno, f"other: {error}")
        print(name, "done" if results is None else results)
