/* Streams of a command that are pipes, and what listens. */
#include "agent.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int pipes[3] = {-1, -1, -1};
size_t input_size;
int ending = -1;
static char input[CHUNK];
static size_t input_at;
static int input_ends;

static void close_at(int *fd) {
  if (*fd >= 0) close(*fd);
  *fd = -1;
}

void close_pipe(int stream) {
  close_at(&pipes[stream]);
  if (stream == 0) close_at(&ending);
}

/* A pipe that nobody has open forgets what it holds, and whoever opens it then waits for a writer: its last writer stays until the command reads. */
static void end_input(void) {
  char own[32];
  if (pipes[0] < 0) return;
  snprintf(own, sizeof own, "/proc/self/fd/%d", pipes[0]);
  ending = open(own, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
  close_at(&pipes[0]);
  let_go();
}

void let_go(void) {
  struct pollfd writer = {ending, POLLOUT, 0};
  if (ending >= 0 && poll(&writer, 1, 0) >= 0 && !(writer.revents & POLLERR)) close_at(&ending);
}

int make_pipe(uint32_t stream, char *path) {
  if (stream > 2) {
    errno = EINVAL;
    return -1;
  }
  close_pipe((int)stream);
  if (stream == 0) input_at = input_size = (size_t)(input_ends = 0);
  if (make_folders(path) < 0 || mkfifo(path, 0600) < 0) return -1;
  /* An input is open both ways: a pipe that nobody reads yet could not be opened else. */
  pipes[stream] = open(path, (stream == 0 ? O_RDWR : O_RDONLY) | O_NONBLOCK | O_CLOEXEC);
  return pipes[stream];
}

/* Gives the command's standard input what it takes now. */
void feed(void) {
  while (pipes[0] >= 0 && input_at < input_size) {
    ssize_t put = write(pipes[0], input + input_at, input_size - input_at);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0 && errno == EAGAIN) return;
    if (put <= 0) close_pipe(0);
    else input_at += (size_t)put;
  }
  if (input_size > 0) send_frame('i', NULL, 0, NULL, 0);
  input_at = input_size = 0;
  if (input_ends) end_input();
}

void take_input(const char *bytes, size_t size) {
  if (size > sizeof input || input_size > 0) die("input that was not asked for");
  memcpy(input, bytes, size);
  input_size = size;
  if (size == 0) input_ends = 1;
  feed();
}

/* Sends on what came out of a pipe; 0 when there is nothing more now. */
int drain(int stream) {
  static char buffer[CHUNK];
  uint32_t number = (uint32_t)stream;
  ssize_t got = pipes[stream] < 0 ? 0 : read(pipes[stream], buffer, sizeof buffer);
  if (got < 0 && errno == EINTR) return 1;
  if (got < 0 && errno == EAGAIN) return 0;
  if (got <= 0) {
    close_pipe(stream);
    return 0;
  }
  send_frame('s', &number, 4, buffer, (size_t)got);
  return 1;
}

void tell_listening(void) {
  static char text[CHUNK];
  static const char *const tables[] = {"/proc/net/tcp", "/proc/net/tcp6"};
  size_t size = 0;
  for (int i = 0; i < 2; i++) {
    int file = open(tables[i], O_RDONLY | O_CLOEXEC);
    ssize_t got;
    while (file >= 0 && (got = read(file, text + size, sizeof text - size)) > 0) size += (size_t)got;
    if (file >= 0) close(file);
  }
  send_frame('n', text, 0, text, size);
}
