/* Runs commands for the harness: starts each in a process tree of its own, holds it to its limits, takes its figures
 * from wait4, and ends whatever it leaves behind. Linux.
 *
 * Requests come on standard input as frames: a 32-bit little-endian length, then fields that each end in a NUL.
 *   R id time-ms silence-ms memory-kib output-bytes processes cwd stdin stdout stderr report argc argv... envc env...
 *   H and the same fields: as R, but its time does not count before its G
 *   G id
 *   K id
 *   S id signal
 * A limit of 0 is no limit. The command has its report, where that is not empty, open for writing as descriptor 3. Answers go to
 * standard output, one JSON line a command, when its last process is gone.
 * When standard input ends, everything is ended: nothing outlives the harness, however that dies. */
#include "launch.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CLOSING_MS = 2000, MOST_RUNNING = 1024, LONGEST_FRAME = 16 << 20 };

static struct { pid_t pid; char id[32]; } running[MOST_RUNNING];

static char *next(char **at, char *end) {
  char *field = *at;
  char *stop = memchr(field, 0, (size_t)(end - field));
  if (!stop) exit(2);
  *at = stop + 1;
  return field;
}

static char **next_list(char **at, char *end) {
  long count = atol(next(at, end));
  if (count < 0 || count > end - *at) exit(2);
  char **list = calloc((size_t)count + 1, sizeof *list);
  if (!list) exit(2);
  for (long i = 0; i < count; i++) list[i] = next(at, end);
  return list;
}

static void start(char *at, char *end, int held) {
  struct command c;
  c.id = next(&at, end);
  c.time_ms = atol(next(&at, end));
  c.silence_ms = atol(next(&at, end));
  c.memory_kib = atol(next(&at, end));
  c.output_bytes = atol(next(&at, end));
  c.processes = atol(next(&at, end));
  c.cwd = next(&at, end);
  c.in = next(&at, end);
  c.out = next(&at, end);
  c.err = next(&at, end);
  c.report = next(&at, end);
  c.argv = next_list(&at, end);
  c.env = next_list(&at, end);
  pid_t self = getpid();
  int slot = 0;
  while (slot < MOST_RUNNING && running[slot].pid) slot++;
  pid_t pid = slot < MOST_RUNNING ? fork() : (errno = EAGAIN, -1);
  if (pid == 0) {
    /* Descriptor 0 must stay taken, or the command's own input would get it, marked close-on-exec. */
    dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), 0);
    supervise(&c, held, self);
    _exit(0);
  }
  if (pid < 0) {
    long none[3] = {0, 0, 0};
    answer(c.id, 0, 0, none, "", 0, "fork", errno);
  } else {
    running[slot].pid = pid;
    snprintf(running[slot].id, sizeof running[slot].id, "%s", c.id);
  }
  free(c.argv);
  free(c.env);
}

static void reap(void) {
  int status;
  for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG | WUNTRACED)) > 0;) {
    /* A supervisor that was stopped, by what it runs, would hold no limit. */
    if (WIFSTOPPED(status)) {
      kill(pid, SIGCONT);
      continue;
    }
    for (int i = 0; i < MOST_RUNNING; i++) {
      if (running[i].pid != pid) continue;
      running[i].pid = 0;
      if (WIFEXITED(status) && WEXITSTATUS(status) == 0) break;
      /* A supervisor that did not answer was ended from outside: say so, and end what it had started. */
      long none[3] = {0, 0, 0};
      answer(running[i].id, 0, 0, none, "vanished", 0, "", 0);
    }
  }
}

static int is_supervisor(pid_t pid) {
  for (int i = 0; i < MOST_RUNNING; i++)
    if (running[i].pid == pid) return 1;
  return 0;
}

static void end_stray(pid_t pid, void *context) {
  (void)context;
  if (!is_supervisor(pid)) kill(pid, SIGKILL);
}

int main(void) {
  sigset_t set;
  setsid();
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigprocmask(SIG_BLOCK, &set, NULL);
  /* Supervisors are born with it blocked, so that one which has just been started is not ended by it. */
  sigset_t passed;
  sigemptyset(&passed);
  sigaddset(&passed, SIGRTMIN);
  sigprocmask(SIG_BLOCK, &passed, NULL);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGINT, SIG_IGN);
  fcntl(1, F_SETFD, FD_CLOEXEC);
  struct pollfd watched[2] = {{0, POLLIN, 0}, {signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK), POLLIN, 0}};

  size_t have = 0, room = 1 << 16;
  char *buffer = malloc(room);
  if (!buffer) return 1;
  for (;;) {
    if (poll(watched, 2, -1) < 0) {
      if (errno == EINTR) continue;
      return 1;
    }
    if (watched[1].revents) {
      struct signalfd_siginfo info;
      while (read(watched[1].fd, &info, sizeof info) == (ssize_t)sizeof info) {}
      reap();
      each_child(getpid(), end_stray, NULL);
    }
    if (!watched[0].revents) continue;
    ssize_t got = read(0, buffer + have, room - have);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    have += (size_t)got;
    size_t used = 0;
    for (uint32_t length; have - used >= 4; used += 4 + length) {
      memcpy(&length, buffer + used, 4);
      if (length == 0 || length > LONGEST_FRAME) return 2;
      if (length + 4 > room) {
        char *larger = realloc(buffer, room = length + 4 + (1 << 16));
        if (!larger) return 1;
        buffer = larger;
      }
      if (have - used < 4 + (size_t)length) break;
      char *at = buffer + used + 4, *end = at + length;
      char *kind = next(&at, end);
      if (*kind == 'R' || *kind == 'H') start(at, end, *kind == 'H');
      else {
        char *id = next(&at, end);
        /* A signal for the command goes through its supervisor: only that one knows whether the command is still there. A
         * real-time one, for these queue: of others, the second would be lost while the first is not taken. */
        union sigval wanted = {*kind == 'S' ? atoi(next(&at, end)) : *kind == 'G' ? GO : 0};
        for (int i = 0; i < MOST_RUNNING; i++)
          if (running[i].pid && strcmp(running[i].id, id) == 0) {
            /* One that cannot be queued must not get lost: the command would wait for it without end. */
            if (!wanted.sival_int || (sigqueue(running[i].pid, SIGRTMIN, wanted) < 0 && errno == EAGAIN)) kill(running[i].pid, SIGTERM);
          }
      }
    }
    memmove(buffer, buffer + used, have - used);
    have -= used;
    if (have == room) return 2;
  }
  for (int i = 0; i < MOST_RUNNING; i++)
    if (running[i].pid) kill(running[i].pid, SIGTERM);
  /* Supervisors end what they run; what they cannot end in time is ended with them. */
  int64_t latest = now_us() + CLOSING_MS * 1000;
  for (pid_t pid = 0; pid >= 0 && now_us() < latest;) {
    each_child(getpid(), end_stray, NULL);
    while ((pid = waitpid(-1, NULL, WNOHANG)) > 0) {}
    if (pid == 0) usleep(500);
  }
  long sum[3] = {0, 0, 0};
  end_all(sum);
  return 0;
}
