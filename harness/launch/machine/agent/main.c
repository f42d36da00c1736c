/* The first program of a guest machine: loads its drivers, takes files and streams in and out over a virtio-serial port,
 * and has the launcher program (../../program, the same as on the host) run commands. Linux.
 *
 * Frames, both ways: a 32-bit little-endian length, then a letter and its payload. Text ends in a NUL; modes are 32 bits.
 * From the host, carried out in order:
 *   T nanoseconds(64) seed(64 bytes)   set the clock, stir the seed into the kernel's random state
 *   D mode path                        make a folder and those above it
 *   F mode path                        make a file; B bytes that follow are its content
 *   L path target                      make a symbolic link
 *   M nanoseconds(64) path             set the time at which a file was written
 *   W path                             remove a tree
 *   Q stream(32) path                  make a named pipe for a stream of the next command, 0 to 2, and hold its other end
 *   I bytes                            standard input into its pipe; none: it ends. The next one after an i
 *   N                                  tell what listens
 *   G most-bytes(64) path              send a tree back
 *   X request                          a request of the launcher program, passed on as it is
 *   P                                  say that the agent is there
 * To the host: d mode path, f mode path, b bytes, l path target, o path (neither of these) and e at the end of a tree;
 * i when bytes of standard input were taken; s stream(32) bytes, what came out of a pipe; n text, the kernel's tables of
 * TCP sockets; a oom-kills(32) line, an answer of that with how often memory ran out since its request; p for P; x text, for
 * what could not be done. */
#include "agent.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LONGEST_FRAME = 16 << 20, NANOSECONDS = 1000000000, READER_MS = 2 };

static int open_file = -1;
static uint32_t oom_before;

static uint32_t count_oom(void) {
  char line[128];
  unsigned count = 0;
  FILE *file = fopen("/proc/vmstat", "r");
  if (!file) return 0;
  while (fgets(line, sizeof line, file) && sscanf(line, "oom_kill %u", &count) != 1) {}
  fclose(file);
  return count;
}

static uint32_t take_mode(char **at) {
  uint32_t mode;
  memcpy(&mode, *at, 4);
  *at += 4;
  return mode;
}

/* Carries out one frame; its payload has room for a NUL at its end. */
static void carry_out(char letter, char *at, size_t size) {
  at[size] = 0;
  if (letter == 'B') {
    for (size_t done = 0; open_file >= 0 && done < size;) {
      ssize_t put = write(open_file, at + done, size - done);
      if (put > 0) done += (size_t)put;
      else if (errno != EINTR) {
        complain("write", "a file");
        close(open_file);
        open_file = -1;
      }
    }
    return;
  }
  if (letter == 'I') {
    take_input(at, size);
    return;
  }
  /* Also between parts of a file. */
  if (letter == 'P') {
    send_frame('p', NULL, 0, NULL, 0);
    return;
  }
  if (open_file >= 0) close(open_file);
  open_file = -1;
  if (letter == 'T' && size >= 8 + SEED) wake(at);
  else if (letter == 'W') remove_tree(at);
  else if (letter == 'N') tell_listening();
  else if (letter == 'Q' && size > 4) {
    uint32_t stream = take_mode(&at);
    if (make_pipe(stream, at) < 0) complain("make a pipe", at);
  }
  else if (letter == 'D' && size > 4) {
    uint32_t mode = take_mode(&at);
    if (make_folders(at) < 0 || (mkdir(at, 0755) < 0 && errno != EEXIST) || chmod(at, mode) < 0) complain("make", at);
  } else if (letter == 'F' && size > 4) {
    uint32_t mode = take_mode(&at);
    if (make_folders(at) == 0) open_file = open(at, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (open_file < 0 || fchmod(open_file, mode) < 0) complain("make", at);
  } else if (letter == 'L') {
    if (make_folders(at) < 0 || symlink(at + strlen(at) + 1, at) < 0) complain("link", at);
  } else if (letter == 'M' && size > 8) {
    uint64_t written;
    memcpy(&written, at, 8);
    struct timespec times[2] = {{0, UTIME_OMIT}, {(time_t)(written / NANOSECONDS), (long)(written % NANOSECONDS)}};
    if (utimensat(AT_FDCWD, at + 8, times, AT_SYMLINK_NOFOLLOW) < 0) complain("date", at + 8);
  } else if (letter == 'G' && size > 8) {
    struct sending sending = {0};
    memcpy(&sending.most, at, 8);
    sending.root = strlen(at + 8);
    if (send_tree(at + 8, &sending) < 0) complain("send", at + 8);
    else send_frame('e', NULL, 0, NULL, 0);
  } else if (letter == 'X') {
    uint32_t length = (uint32_t)size;
    oom_before = count_oom();
    write_all(launch_in, &length, 4);
    write_all(launch_in, at, size);
  } else {
    errno = EINVAL;
    complain("frame", "");
  }
}

/* Passes on the lines that the launcher program has answered. */
static void pass_answers(void) {
  static char line[4096];
  static size_t have;
  ssize_t got = read(launch_out, line + have, sizeof line - have);
  if (got <= 0) die("the launcher program has ended");
  have += (size_t)got;
  for (char *end; (end = memchr(line, '\n', have));) {
    uint32_t oom = count_oom() - oom_before;
    /* Whoever wrote to them is gone: what they still hold comes before the answer. */
    for (int stream = 1; stream <= 2; stream++) {
      while (drain(stream)) {}
      close_pipe(stream);
    }
    close_pipe(0);
    size_t length = (size_t)(end - line);
    send_frame('a', &oom, 4, line, length);
    memmove(line, end + 1, have - length - 1);
    have -= length + 1;
  }
  if (have == sizeof line) die("an answer without an end");
}

/* Carries out the whole frames of a buffer; returns how many bytes they took. */
static size_t carry_out_frames(char *buffer, size_t have) {
  size_t used = 0;
  for (uint32_t length; have - used >= 4; used += 4 + length) {
    memcpy(&length, buffer + used, 4);
    if (length == 0 || length > LONGEST_FRAME) die("a frame of a wrong length");
    if (have - used < 4 + (size_t)length) break;
    char *payload = buffer + used + 5;
    size_t size = length - 1;
    char next = payload[size];
    carry_out(payload[-1], payload, size);
    payload[size] = next;
  }
  return used;
}

int main(void) {
  mount_all();
  signal(SIGPIPE, SIG_IGN);
  load_drivers();
  open_port();
  raise_network();
  start_launcher();
  size_t have = 0, room = LONGEST_FRAME + 4096;
  char *buffer = malloc(room);
  if (!buffer) die("memory");
  for (;;) {
    struct pollfd watched[5] = {
      {port, POLLIN, 0}, {launch_out, POLLIN, 0}, {input_size > 0 ? pipes[0] : -1, POLLOUT, 0}, {pipes[1], POLLIN, 0}, {pipes[2], POLLIN, 0}};
    if (poll(watched, 5, ending >= 0 ? READER_MS : -1) < 0 && errno != EINTR) die("poll");
    let_go();
    if (watched[2].revents) feed();
    for (int stream = 1; stream <= 2; stream++)
      if (watched[2 + stream].revents) drain(stream);
    if (watched[1].revents) pass_answers();
    if (watched[0].revents & POLLIN) {
      ssize_t got = read(port, buffer + have, room - 1 - have);
      if (got > 0) have += (size_t)got;
      size_t used = carry_out_frames(buffer, have);
      if (used) memmove(buffer, buffer + used, have - used);
      have -= used;
    } else if (watched[0].revents) usleep(2000); /* Nobody is at the other end. */
    while (waitpid(-1, NULL, WNOHANG) > 0) {}
  }
}
