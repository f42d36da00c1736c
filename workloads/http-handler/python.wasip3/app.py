"""A handler of HTTP requests: the engine calls it for each one, by wasi:http/handler."""

from componentize_py_async_support.futures import FutureReader
from componentize_py_async_support.streams import ByteStreamReader
from messages import Trailers, body_of, no_trailers, well
from wit_world import exports
from wit_world.imports.wasi_http_types import (
    Fields,
    Method_Get,
    Method_Head,
    Method_Post,
    Request,
    Response,
)


class Handler(exports.Handler):
    async def handle(self, request: Request) -> Response:
        match request.get_method(), request.get_path_with_query():
            case Method_Get(), "/hello":
                return respond(200, *body_of(b"hello\n"))
            case Method_Head(), "/hello":
                return respond(200, None, no_trailers())
            case Method_Post(), "/echo":
                # The engine takes the body from the request's stream as it comes.
                body, _ = Request.consume_body(request, well())
                return respond(200, body, no_trailers())
            case Method_Head(), _:
                return respond(404, None, no_trailers())
            case _:
                return respond(404, *body_of(b"nothing here\n"))


def respond(
    status: int, body: ByteStreamReader | None, trailers: FutureReader[Trailers]
) -> Response:
    headers = Fields.from_list([("content-type", b"text/plain")])
    response, _ = Response.new(headers, body, trailers)
    response.set_status_code(status)
    return response
