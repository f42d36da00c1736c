import sys

MASK = 0xFFFFFFFF

n = int(sys.argv[1])
counts = {}
state = 42
for _ in range(n):
    state = (state * 1664525 + 1013904223) & MASK
    key = (state >> 8) % n
    counts[key] = counts.get(key, 0) + 1
keys = len(counts)
for key in [key for key, count in counts.items() if count % 2]:
    del counts[key]
total = 0
for key in range(n):
    total = (total + (key + 1) * counts.get(key, 0)) & MASK
print(keys, len(counts), total)
