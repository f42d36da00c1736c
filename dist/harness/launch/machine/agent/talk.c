/* What the agent says to the host. */
#include "agent.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/reboot.h>
#include <unistd.h>

int port = -1;

/* Without the agent the machine is of no use: it says why on its console, and goes off. */
_Noreturn void die(const char *what) {
  printf("agent: %s: %s\n", what, strerror(errno));
  fflush(stdout);
  sync();
  reboot(RB_POWER_OFF);
  _exit(1);
}

void write_all(int fd, const void *data, size_t size) {
  for (const char *at = data; size > 0;) {
    ssize_t put = write(fd, at, size);
    if (put < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (put <= 0) die("write");
    at += put;
    size -= (size_t)put;
  }
}

/* One write a small frame: each costs the host a wake-up. */
void send_frame(char letter, const void *head, size_t head_size, const void *tail, size_t tail_size) {
  static char frame[5 + LONGEST_PATH * 2 + CHUNK];
  uint32_t length = (uint32_t)(1 + head_size + tail_size);
  memcpy(frame, &length, 4);
  frame[4] = letter;
  memcpy(frame + 5, head, head_size);
  if (tail_size) memcpy(frame + 5 + head_size, tail, tail_size);
  write_all(port, frame, 5 + head_size + tail_size);
}

void complain(const char *what, const char *path) {
  char text[LONGEST_PATH + 256];
  int length = snprintf(text, sizeof text, "%s %.*s: %s", what, LONGEST_PATH, path, strerror(errno));
  send_frame('x', text, (size_t)length, NULL, 0);
}
