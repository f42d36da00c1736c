import hashlib
import re
import sys

from chacha20 import encrypt

USAGE = "usage: main sha256|sha512|chacha20 KEY NONCE COUNTER"


def is_hex(text: str, digits: int) -> bool:
    return re.fullmatch(f"[0-9a-fA-F]{{{digits}}}", text) is not None


match sys.argv[1:]:
    case ["sha256" | "sha512" as name]:
        print(hashlib.file_digest(sys.stdin.buffer, name).hexdigest())
    case ["chacha20", key, nonce, counter] if (
        is_hex(key, 64)
        and is_hex(nonce, 24)
        and re.fullmatch("[0-9]{1,10}", counter)
        and int(counter) <= 0xFFFF_FFFF
    ):
        data = sys.stdin.buffer.read()
        sys.stdout.buffer.write(
            encrypt(data, bytes.fromhex(key), bytes.fromhex(nonce), int(counter))
        )
    case _:
        sys.exit(USAGE)
