# Asks CONNECT_SERVER for a path, and tells length and hash of what comes, by wasi:http/client.
import sys

from messages import no_trailers, well
from stdio import done, write
from wit_world.imports import client
from wit_world.imports.environment import get_arguments, get_environment
from wit_world.imports.wasi_http_types import Fields, Request, Response, Scheme_Http


def fnv1a(data: bytes, value: int) -> int:
    """FNV-1a of 64 bits, begun with the hash of what came before."""
    for byte in data:
        value = (value ^ byte) * 0x0100_0000_01B3 & 0xFFFF_FFFF_FFFF_FFFF
    return value


async def main():
    match get_arguments()[1:]:
        case [path]:
            pass
        case _:
            sys.exit("usage: main PATH")
    request, sent = Request.new(Fields(), None, no_trailers(), None)
    request.set_path_with_query(path)
    request.set_scheme(Scheme_Http())
    request.set_authority(dict(get_environment())["CONNECT_SERVER"])
    response = await client.send(request)
    await write(f"{response.get_status_code()}\n")
    body, trailers = Response.consume_body(response, well())
    length, value = 0, 0xCBF2_9CE4_8422_2325
    with body:
        while chunk := await body.read(65536):
            length += len(chunk)
            value = fnv1a(chunk, value)
    await done(trailers)
    await done(sent)
    await write(f"{length} {value:016x}\n")
