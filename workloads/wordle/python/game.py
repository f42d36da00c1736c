"""Wordle for several players."""

from collections import Counter

from clients import Client, Server

LETTERS = 5
TRIES = 6
# Bytes without a line end.
LONGEST = 64


def marks_of(secret: str, guess: str) -> str:
    left = Counter(have for have, said in zip(secret, guess) if have != said)
    marks = ""
    for have, said in zip(secret, guess):
        if have == said:
            marks += "G"
        elif left[said]:
            left[said] -= 1
            marks += "Y"
        else:
            marks += "-"
    return marks


class Player:
    """One game."""

    def __init__(self) -> None:
        self.tries = 0
        self.unread = b""


class Wordle(Server):
    def __init__(self, secret: str, words: set[str]):
        self._secret = secret
        self._words = words
        self._players: dict[Client, Player] = {}
        self._solved = 0
        self._lost = 0

    def came(self, client: Client) -> None:
        self._players[client] = Player()
        client.send(b"guess a word of 5 letters in 6 tries\n")

    def left(self, client: Client) -> None:
        del self._players[client]

    def received(self, client: Client, data: bytes) -> None:
        player = self._players[client]
        *lines, player.unread = (player.unread + data).split(b"\n")
        for line in lines:
            if client.leaving:
                return
            guess = line.removesuffix(b"\r").decode(errors="replace").lower()
            self._answer(client, player, guess)
        if len(player.unread) > LONGEST:
            client.close()

    def _answer(self, client: Client, player: Player, guess: str) -> None:
        def say(line: str) -> None:
            client.send(f"{line}\n".encode())

        if not (len(guess) == LETTERS and guess.isascii() and guess.isalpha()):
            say("five letters, please")
        elif guess == "score":
            say(f"{self._solved} solved, {self._lost} lost")
        elif guess not in self._words:
            say("not in the list")
        else:
            player.tries += 1
            say(marks_of(self._secret, guess))
            if guess == self._secret:
                self._solved += 1
                say(f"solved in {player.tries}")
                client.close()
            elif player.tries == TRIES:
                self._lost += 1
                say(f"the word was {self._secret}")
                client.close()
