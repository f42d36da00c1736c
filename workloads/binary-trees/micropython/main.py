import sys


def tree(depth):
    return (tree(depth - 1), tree(depth - 1)) if depth else None


def count(node):
    return 1 + count(node[0]) + count(node[1]) if node else 1


depth = int(sys.argv[1])
kept = tree(depth)
for own in range(4, depth + 1, 4):
    trees = 1 << depth - own
    print(trees, own, sum(count(tree(own)) for _ in range(trees)))
print(1, depth, count(kept))
