import sys

args = sys.argv[1:]
print("count", len(args))
for index, arg in enumerate(args, start=1):
    data = arg.encode()
    print(index, len(data), data.hex())
