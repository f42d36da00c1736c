"""The addresses that the environment names."""

import os


def address_of(variable: str) -> tuple[str, int]:
    """The address that a variable names, e.g. LISTEN_ECHO."""
    host, port = os.environ[variable].split(":")
    return host, int(port)
