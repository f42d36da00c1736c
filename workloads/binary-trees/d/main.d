import core.stdc.stdio : printf;
import core.stdc.stdlib : atoi, free, malloc;

struct Node
{
    Node* left;
    Node* right;
}

Node* make(int depth)
{
    auto node = cast(Node*) malloc(Node.sizeof);
    *node = depth == 0 ? Node() : Node(make(depth - 1), make(depth - 1));
    return node;
}

int count(const Node* tree)
{
    return tree.left ? 1 + count(tree.left) + count(tree.right) : 1;
}

void give(Node* tree)
{
    if (tree.left)
    {
        give(tree.left);
        give(tree.right);
    }
    free(tree);
}

extern (C) int main(int argc, char** argv)
{
    const depth = atoi(argv[1]);
    auto kept = make(depth);
    for (int each = 4; each <= depth; each += 4)
    {
        const trees = 1 << depth - each;
        int nodes = 0;
        foreach (_; 0 .. trees)
        {
            auto tree = make(each);
            nodes += count(tree);
            give(tree);
        }
        printf("%d %d %d\n", trees, each, nodes);
    }
    printf("1 %d %d\n", depth, count(kept));
    give(kept);
    return 0;
}
