from stdio import write


async def main():
    await write("hello from Python\n")
