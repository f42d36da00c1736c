import sys
from binascii import hexlify

arguments = sys.argv[1:]
print("count", len(arguments))
for index, argument in enumerate(arguments, 1):
    data = argument.encode()
    print(index, len(data), hexlify(data).decode())
