import sys


def multiples(of, times):
    for i in range(1, times + 1):
        yield "%d:%d" % (of, of * i)


def by_turns(tasks):
    while tasks:
        going = []
        for task in tasks:
            try:
                yield next(task)
            except StopIteration:
                continue
            going.append(task)
        tasks = going


def whole_numbers(number):
    while True:
        yield number
        number += 1


def without(divisor, numbers):
    for number in numbers:
        if number % divisor:
            yield number


def primes(count):
    numbers = whole_numbers(2)
    for _ in range(count):
        prime = next(numbers)
        yield prime
        numbers = without(prime, numbers)


n = int(sys.argv[1])
p = int(sys.argv[2])
print("turns", *by_turns([multiples(i, n + 1 - i) for i in range(1, n + 1)]))
print("primes", *primes(p))
