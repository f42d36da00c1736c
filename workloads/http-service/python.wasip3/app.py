"""A handler of HTTP requests that tells what it is asked, by wasi:http/handler."""

from dataclasses import dataclass, field

from componentize_py_types import Err, Ok
from messages import Field, Trailers, body_of, lines_of, no_trailers, well
from wit_world import exports
from wit_world.imports.wasi_http_types import (
    ErrorCode_InternalError,
    Fields,
    Method_Other,
    Request,
    Response,
    Scheme_Other,
)


@dataclass
class Answer:
    """What is answered: no body where it has no bytes."""

    status: int
    body: str = ""
    headers: list[Field] = field(default_factory=list)
    trailers: Trailers = field(default_factory=lambda: Ok(None))


class Handler(exports.Handler):
    async def handle(self, request: Request) -> Response:
        return respond(await answer_to(request))


async def answer_to(request: Request) -> Answer:
    path = request.get_path_with_query() or ""
    told = [
        entry for entry in request.get_headers().copy_all() if entry[0].startswith("x-")
    ]
    match path.split("?")[0]:
        case "/tell":
            return Answer(200, f"{method_of(request)} {path}\n")
        case "/origin":
            return Answer(200, origin_of(request))
        case "/headers":
            return Answer(200, lines_of(told))
        case "/repeat":
            return Answer(200, headers=told)
        case "/trailers":
            return await trailers_of(request)
        case "/empty":
            return Answer(200)
        case "/teapot":
            return Answer(418, "short and stout\n")
        case "/no-content":
            return Answer(204)
        case "/error":
            raise Err(ErrorCode_InternalError(None))
        case "/trap":
            raise RuntimeError("as asked")
        case "/cut":
            return Answer(200, "hello\n", trailers=Err(ErrorCode_InternalError(None)))
        case _:
            return Answer(404, "nothing here\n")


def method_of(request: Request) -> str:
    method = request.get_method()
    if isinstance(method, Method_Other):
        return method.value
    return type(method).__name__.removeprefix("Method_").upper()


def origin_of(request: Request) -> str:
    """Scheme and authority, the scheme as Rust prints it."""
    scheme = request.get_scheme()
    match scheme:
        case None:
            told = "None"
        case Scheme_Other(name):
            told = name
        case _:
            told = f"Some({type(scheme).__name__.replace('_', '::')})"
    return f"{told} {request.get_authority() or ''}\n"


async def trailers_of(request: Request) -> Answer:
    """Length of the body and trailers of the request; the length is a trailer of the response as well."""
    body, trailers = Request.consume_body(request, well())
    length = 0
    with body:
        while chunk := await body.read(65536):
            length += len(chunk)
    fields = await trailers.read()
    if isinstance(fields, Err):
        raise fields
    told = fields.value.copy_all() if fields.value else []
    return Answer(
        200,
        f"{length}\n{lines_of(told, 'trailer ')}",
        [("trailer", b"x-length")],
        Ok(Fields.from_list([("x-length", str(length).encode())])),
    )


def respond(answer: Answer) -> Response:
    body, trailers = (
        body_of(answer.body.encode(), answer.trailers)
        if answer.body
        else (None, no_trailers())
    )
    response, _ = Response.new(Fields.from_list(answer.headers), body, trailers)
    response.set_status_code(answer.status)
    return response
