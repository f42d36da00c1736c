#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST = 16 };

struct board {
  int n, found;
  int columns[LARGEST], first[LARGEST];
};

static bool attacks(int column, const int *columns, int row) {
  for (int other = 0; other < row; other++)
    if (column == columns[other] || abs(column - columns[other]) == row - other) return true;
  return false;
}

static void place(struct board *board, int row) {
  if (row == board->n) {
    if (board->found++ == 0) memcpy(board->first, board->columns, sizeof board->first);
    return;
  }
  for (int column = 1; column <= board->n; column++) {
    if (attacks(column, board->columns, row)) continue;
    board->columns[row] = column;
    place(board, row + 1);
  }
}

/* Volatile, since the compiler would make a product of it. */
static uint64_t sum(uint64_t d) {
  if (d == 0) return 0;
  volatile uint64_t rest = sum(d - 1);
  return d + rest;
}

static unsigned male(unsigned n);

static unsigned female(unsigned n) { return n == 0 ? 1 : n - male(female(n - 1)); }

static unsigned male(unsigned n) { return n == 0 ? 0 : n - female(male(n - 1)); }

int main(int argc, char **argv) {
  if (argc != 3) return EXIT_FAILURE;
  struct board board = {.n = atoi(argv[1])};
  unsigned d = (unsigned)strtoul(argv[2], NULL, 10);
  if (board.n < 1 || board.n > LARGEST) return EXIT_FAILURE;
  place(&board, 0);
  printf("queens %d ", board.found);
  for (int row = 0; row < board.n; row++) printf("%s%d", row > 0 ? "," : "", board.first[row]);
  printf("\ndepth %llu\nmutual %u %u\n", (unsigned long long)sum(d), female(d % 64), male(d % 64));
  return EXIT_SUCCESS;
}
