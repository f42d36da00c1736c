import sys


def counter(step):
    count = 0

    def advance():
        nonlocal count
        count += step
        return count

    return advance


def compose(functions):
    def composed(value):
        for function in functions:
            value = function(value)
        return value

    return composed


def transform(elements, function):
    return [function(element) for element in elements]


n = int(sys.argv[1])
counters = [counter(i) for i in range(1, n + 1)]
for _ in range(3):
    last = [advance() for advance in counters]
print("counters", sum(last))

functions = [lambda x, i=i: (31 * x + i) % 1000003 for i in range(1, n + 1)]
print("composed", compose(functions)(1))

products = transform(range(1, n + 1), lambda i: i * n)
print("numbers", *products)
print("texts", *transform(products, lambda product: "%d-%d" % (product, product)))
