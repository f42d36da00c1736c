from stdio import write
from wit_world.imports import environment


async def main():
    args = environment.get_arguments()[1:]
    lines = [f"count {len(args)}\n"]
    for index, arg in enumerate(args, start=1):
        data = arg.encode()
        lines.append(f"{index} {len(data)} {data.hex()}\n")
    await write("".join(lines))
