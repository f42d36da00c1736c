import gzip
import sys
import zlib


def unpack(data: bytes) -> bytes:
    if not data:
        raise EOFError("no gzip file")
    return gzip.decompress(data)


def round_trip(data: bytes) -> str:
    packed = gzip.compress(data)
    if gzip.decompress(packed) != data:
        sys.exit("unpacked to something else")
    how = "less than half" if len(packed) * 2 < len(data) else "not less than half"
    return f"{len(data)} bytes, crc32 {zlib.crc32(data):08x}, {how}"


def main() -> None:
    data = sys.stdin.buffer.read()
    match sys.argv[1:]:
        case ["unpack"]:
            try:
                sys.stdout.buffer.write(unpack(data))
            except (EOFError, gzip.BadGzipFile, zlib.error) as error:
                sys.exit(f"no gzip file: {error}")
        case ["round-trip"]:
            print(round_trip(data))
        case _:
            sys.exit("usage: main unpack|round-trip")


if __name__ == "__main__":
    main()
