# The order service: takes orders, at the prices that the price service tells.
import json
import re
import socket
import sys
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from addresses import address_of
from service import Request, Response, failed, serve_answers, split

MOST_OF_ONE = 1000
ORDERS: list[dict[str, Any]] = []


class NoPrice(Exception):
    """The price service cannot be reached, or answers with something else."""


def ask(path: str) -> bytes:
    """All that the price service answers."""
    host, port = address_of("CONNECT_PRICES")
    lines = f"GET {path} HTTP/1.1", f"Host: {host}:{port}", "Connection: close", ""
    with socket.create_connection((host, port)) as prices:
        prices.sendall("".join(f"{line}\r\n" for line in lines).encode())
        with prices.makefile("rb") as file:
            return file.read()


def price_of(item: str) -> int | None:
    """What an item costs; None where there is no such item."""
    try:
        message = split(ask(f"/prices/{quote(item, safe='')}"))
        if message is None:
            raise NoPrice
        first, headers, rest = message
        status = re.match(r"HTTP/1\.1 (\d{3}) ", first)
        if status is None or len(rest) != int(headers["content-length"]):
            raise NoPrice
        value = json.loads(rest)
    except (KeyError, OSError, ValueError) as error:
        raise NoPrice from error
    match status[1], value:
        case "404", _:
            return None
        case "200", {"cents": int(cents)} if not isinstance(cents, bool):
            return cents
    raise NoPrice


def take(body: bytes) -> Response:
    try:
        order = json.loads(body)
    except ValueError:
        order = None
    match order:
        case {"item": str(item), "quantity": int(quantity)} if (
            item and not isinstance(quantity, bool) and 1 <= quantity <= MOST_OF_ONE
        ):
            pass
        case _:
            return failed(HTTPStatus.BAD_REQUEST, "bad order")
    try:
        price = price_of(item)
    except NoPrice:
        return failed(HTTPStatus.BAD_GATEWAY, "no price")
    if price is None:
        return failed(HTTPStatus.UNPROCESSABLE_CONTENT, "no such item")
    number = len(ORDERS) + 1
    order = {
        "id": number,
        "item": item,
        "quantity": quantity,
        "cents": price * quantity,
    }
    ORDERS.append(order)
    return Response(HTTPStatus.CREATED, order, [f"Location: /orders/{number}"])


def answer(request: Request) -> Response:
    if request.path == "/orders":
        if request.method != "POST":
            return failed(HTTPStatus.METHOD_NOT_ALLOWED, "only POST")
        return take(request.body)
    found = re.fullmatch(r"/orders/([1-9][0-9]{0,8})", request.path)
    if found is None or int(found[1]) > len(ORDERS):
        return failed(HTTPStatus.NOT_FOUND, "no such order")
    if request.method != "GET":
        return failed(HTTPStatus.METHOD_NOT_ALLOWED, "only GET")
    return Response(HTTPStatus.OK, ORDERS[int(found[1]) - 1])


serve_answers(int(sys.argv[1]), answer)
