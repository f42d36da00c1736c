import sys

n = int(sys.argv[1])
counts: dict[int, int] = {}
x = 42
for _ in range(n):
    x = (x * 1664525 + 1013904223) & 0xFFFF_FFFF
    key = (x >> 8) % n
    counts[key] = counts.get(key, 0) + 1
met = len(counts)
for key, count in list(counts.items()):
    if count % 2:
        del counts[key]
total = sum((key + 1) * counts[key] for key in range(n) if key in counts)
print(met, len(counts), total & 0xFFFF_FFFF)
