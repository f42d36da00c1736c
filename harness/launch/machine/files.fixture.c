/* The agent's trees by themselves: counts the frames that a folder would be sent as, then removes it. */
#include "agent/agent.h"
#include <stdio.h>
#include <string.h>

static long frames;
static size_t longest;

void send_frame(char letter, const void *head, size_t head_size, const void *body, size_t body_size) {
  (void)letter, (void)head, (void)body, (void)body_size;
  frames++;
  if (head_size > longest) longest = head_size;
}

int main(int argc, char *argv[]) {
  (void)argc;
  struct sending sending = {.most = 1 << 20, .root = strlen(argv[1])};
  int sent = send_tree(argv[1], &sending);
  remove_tree(argv[1]);
  printf("%d %ld %zu\n", sent, frames, longest);
  return 0;
}
