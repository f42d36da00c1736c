# Sends HTTP requests to the address that CONNECT_SERVER names, by wasi:http/client.
import asyncio

from asking import asking_of
from componentize_py_async_support.futures import FutureReader
from componentize_py_types import Err
from messages import lines_of, told_of, well
from sending import options_of, send
from stdio import Output
from wit_world.imports import stdout
from wit_world.imports.environment import get_arguments
from wit_world.imports.wasi_http_types import Response


async def tell(response: Response, sent: FutureReader | None, out: Output) -> None:
    """Status, headers, body and trailers; `sent` tells what became of the request, if somebody asks."""
    headers = told_of(response.get_headers().copy_all())
    await out.write(f"{response.get_status_code()}\n{headers}")
    body, trailers = Response.consume_body(response, well())
    with body:
        while chunk := await body.read(65536):
            await out.write(chunk)
    match await trailers.read():
        case Err():
            await out.write("broken\n")
        case result if result.value:
            await out.write(lines_of(result.value.copy_all(), "trailer "))
    if sent and isinstance(await sent.read(), Err):
        await out.write("not sent\n")


async def main():
    asking = asking_of(get_arguments()[1:])
    async with Output(stdout.write_via_stream) as out:
        for _ in range(asking.again):
            try:
                options_of(asking)
            except Err:
                await out.write("unsupported\n")
                break
            requests = (send(asking) for _ in range(asking.at_once))
            for answer in await asyncio.gather(*requests, return_exceptions=True):
                match answer:
                    case (response, sent):
                        await tell(response, None if asking.forgets else sent, out)
                    case Err():
                        await out.write("failed\n")
                    case _:
                        raise answer
