import sys

MASK = 0xFFFFFFFF

numbers = []
state = 42
for _ in range(int(sys.argv[1])):
    state = (state * 1664525 + 1013904223) & MASK
    numbers.append(state)
numbers.sort()
total = 0
for place, number in enumerate(numbers, 1):
    total = (total + place * number) & MASK
print(numbers[0], numbers[-1], total)
