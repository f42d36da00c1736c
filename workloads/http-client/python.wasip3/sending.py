"""How a request is sent."""

from asking import Asking
from componentize_py_async_support import spawn
from componentize_py_async_support.futures import FutureReader
from componentize_py_types import Ok
from messages import trailers_future
from wit_world.imports import client, stdin
from wit_world.imports import wasi_http_types as http
from wit_world.imports.environment import get_environment

METHODS = {
    name: getattr(http, f"Method_{name.capitalize()}")
    for name in "GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH".split()
}


def options_of(asking: Asking) -> http.RequestOptions | None:
    """Raises an error where the engine does not know a limit."""
    if not asking.limits:
        return None
    options = http.RequestOptions()
    setters = {
        "--connect-ms": options.set_connect_timeout,
        "--first-byte-ms": options.set_first_byte_timeout,
        "--between-bytes-ms": options.set_between_bytes_timeout,
    }
    for name, milliseconds in asking.limits.items():
        setters[name](milliseconds * 1_000_000)
    return options


async def send(asking: Asking) -> tuple[http.Response, FutureReader]:
    """Sends a request; standard input goes to its body as it comes. The future tells what became of the request."""
    headers = http.Fields.from_list(asking.headers)
    body = stdin.read_via_stream()[0] if asking.has_body else None
    told, trailers = trailers_future(lambda: Ok(None))
    request, sent = http.Request.new(headers, body, trailers, options_of(asking))
    method = METHODS.get(asking.method)
    request.set_method(method() if method else http.Method_Other(asking.method))
    request.set_path_with_query(asking.path)
    request.set_scheme(http.Scheme_Http())
    request.set_authority(dict(get_environment())["CONNECT_SERVER"])
    if asking.trailers:
        spawn(told.write(Ok(http.Fields.from_list(asking.trailers))))
    # A future that nobody writes to has no trailers.
    del told
    return await client.send(request), sent
