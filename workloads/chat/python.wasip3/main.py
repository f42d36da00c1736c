# A chat server at the address that LISTEN_CHAT names.
from chat import Chat
from clients import serve
from wit_world.imports.environment import get_arguments


async def main():
    await serve("LISTEN_CHAT", Chat(), int(get_arguments()[1]))
