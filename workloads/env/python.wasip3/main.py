from stdio import write
from wit_world.imports import environment


def tell_all(variables: list[tuple[str, str]]) -> list[str]:
    told = sorted(f"{name}={value}".encode() for name, value in variables)
    return [f"count {len(told)}", *(line.decode() for line in told)]


def tell(variables: dict[str, str], names: list[str]) -> list[str]:
    return [
        f"{name}={variables[name]}" if name in variables else f"{name} unset"
        for name in names
    ]


async def main():
    names = environment.get_arguments()[1:]
    variables = environment.get_environment()
    lines = tell_all(variables) if names == ["--all"] else tell(dict(variables), names)
    await write("".join(f"{line}\n" for line in lines))
