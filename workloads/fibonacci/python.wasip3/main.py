from fibonacci import answer
from stdio import chunks, write
from wit_world.imports.environment import get_arguments


async def main():
    match get_arguments()[1:]:
        case [text, *_]:
            pass
        case []:
            text = b"".join([chunk async for chunk in chunks()]).decode()
    await write(f"{answer(text)}\n")
