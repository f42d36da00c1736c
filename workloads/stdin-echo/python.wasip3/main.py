from stdio import done
from wit_world.imports import stdin, stdout


async def main():
    # The engine moves the bytes: the stream that it gives goes back to it.
    data, read = stdin.read_via_stream()
    await done(stdout.write_via_stream(data))
    await done(read)
