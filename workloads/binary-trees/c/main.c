#include <stdio.h>
#include <stdlib.h>

struct node {
  struct node *left, *right;
};

static struct node *make(int depth) {
  struct node *node = malloc(sizeof *node);
  if (!node) exit(EXIT_FAILURE);
  node->left = depth > 0 ? make(depth - 1) : NULL;
  node->right = depth > 0 ? make(depth - 1) : NULL;
  return node;
}

static long count(const struct node *node) { return node ? 1 + count(node->left) + count(node->right) : 0; }

static void give_up(struct node *node) {
  if (!node) return;
  give_up(node->left);
  give_up(node->right);
  free(node);
}

int main(int argc, char **argv) {
  int depth = argc > 1 ? atoi(argv[1]) : 0;
  if (depth < 4) return 1;
  struct node *kept = make(depth);
  for (int own = 4; own <= depth; own += 4) {
    long trees = 1L << (depth - own), nodes = 0;
    for (long i = 0; i < trees; i++) {
      struct node *tree = make(own);
      nodes += count(tree);
      give_up(tree);
    }
    printf("%ld %d %ld\n", trees, own, nodes);
  }
  printf("1 %d %ld\n", depth, count(kept));
  give_up(kept);
  return 0;
}
