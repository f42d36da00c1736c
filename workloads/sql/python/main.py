import sqlite3
import sys
from collections.abc import Iterator
from typing import Any


def connect(args: list[str]) -> sqlite3.Connection:
    """The file that is named, which must be there, or a database in memory."""
    name = f"file:{args[0]}?mode=rw" if args else ":memory:"
    return sqlite3.connect(name, uri=True, isolation_level=None)


def statements(script: str) -> Iterator[str]:
    statement = ""
    for part in script.split(";"):
        statement += part + ";"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    # What stands behind the last one has a semicolon of ours.
    if rest := statement.removesuffix(";").strip():
        yield rest


def text_of(database: sqlite3.Connection, value: Any) -> str:
    match value:
        case None:
            return "NULL"
        case bytes():
            return f"x'{value.hex()}'"
        case float():
            # As SQLite writes it.
            [text] = database.execute("SELECT CAST(? AS TEXT)", (value,)).fetchone()
            return text
        case _:
            return str(value)


def main() -> None:
    try:
        database = connect(sys.argv[1:])
        for statement in statements(sys.stdin.read()):
            for row in database.execute(statement):
                print(*(text_of(database, value) for value in row), sep="|")
    except sqlite3.Error as error:
        sys.exit(f"error: {error}")


if __name__ == "__main__":
    main()
