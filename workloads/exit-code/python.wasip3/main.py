from stdio import complain
from wit_world.imports.environment import get_arguments
from wit_world.imports.exit import exit_with_code


async def main():
    match get_arguments()[1:]:
        case [code] if code.isdecimal() and int(code) < 256:
            exit_with_code(int(code))
        case _:
            await complain("usage: main 0..255\n")
            exit_with_code(2)
