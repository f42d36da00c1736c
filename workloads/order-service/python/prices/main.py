# The price service: what an item costs.
import json
import sys
from http import HTTPStatus
from pathlib import Path

from service import Request, Response, failed, serve_answers

PRICES = json.loads(Path("/prices/prices.json").read_bytes())


def answer(request: Request) -> Response:
    if request.method != "GET":
        return failed(HTTPStatus.METHOD_NOT_ALLOWED, "only GET")
    item = request.path.removeprefix("/prices/")
    if item == request.path or item not in PRICES:
        return failed(HTTPStatus.NOT_FOUND, "no such item")
    return Response(HTTPStatus.OK, {"item": item, "cents": PRICES[item]})


serve_answers(int(sys.argv[1]), answer)
