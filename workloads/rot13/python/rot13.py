"""Moves letters on by 13 places."""

from string import ascii_lowercase, ascii_uppercase

from clients import Client, Server

TABLE = bytes.maketrans(
    (ascii_lowercase + ascii_uppercase).encode(),
    (
        ascii_lowercase[13:]
        + ascii_lowercase[:13]
        + ascii_uppercase[13:]
        + ascii_uppercase[:13]
    ).encode(),
)


class Rot13(Server):
    def received(self, client: Client, data: bytes) -> None:
        client.send(data.translate(TABLE))
