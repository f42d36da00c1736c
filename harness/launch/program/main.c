/* Runs commands for the harness: starts each in a process tree of its own, holds it to its limits, takes its figures
 * from wait4, and ends whatever it leaves behind. Linux.
 *
 * Requests come on standard input as frames: a 32-bit little-endian length, then fields that each end in a NUL.
 *   R id time-ms silence-ms memory-kib output-bytes processes cwd stdin stdout stderr report argc argv... envc env...
 *   H and the same fields: as R, but its time does not count before its G
 *   G id kick [places... addressesc addresses...]: then a line goes to the named pipe `kick`, where that is not empty
 *   K id
 *   S id signal
 *   P: answered at once, as 0
 *   L id: a line for each TCP socket of this machine that listens, then the answer
 * The fields of R end with how the command is contained: 0 and the bytes that a file of it may have (0: no word of them), or
 *   means network at bytes files sharedc shared... places... addressesc addresses...
 * where places are four such lists of paths: read, changed in place, copied in, copied in and out. All else is not there for it. Of the
 * network it has nothing (0), the addresses that are listed as HOST:PORT (1), all (2), or a loopback of its own (3). The means are namespaces (1), or Landlock (2), by which
 * the command has its files where they stand.
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
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CLOSING_MS = 2000, LATE_MS = 30000, WATCH_MS = 1000, CLOSE_RANGE = 436, MOST_RUNNING = 1024, LONGEST_FRAME = 16 << 20 };

/* `latest`: when its supervisor must have answered; 0 where it has no such time. */
static struct { pid_t pid; int orders; long time_ms; int64_t latest; char id[32]; } running[MOST_RUNNING];

/* Supervisors end with the pipe through which they are told: it is this process's own. */
static void close_orders(void) {
  for (int i = 0; i < MOST_RUNNING; i++)
    if (running[i].pid && running[i].orders >= 0) close(running[i].orders);
}

static int tell(int slot, struct order order, const char *fields) {
  int told = write(running[slot].orders, &order, sizeof order) == (ssize_t)sizeof order;
  return told && (order.length == 0 || write(running[slot].orders, fields, (size_t)order.length) == order.length);
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
  c.contain = next_containment(&at, end);
  int slot = 0, orders[2] = {-1, -1}, wrong = 0;
  while (slot < MOST_RUNNING && running[slot].pid) slot++;
  if (c.contain.means == NAMESPACES && ((c.contain.view = view_of(c.contain.shared)) < 0 || (c.contain.network == NOBODY && no_network() < 0))) wrong = errno;
  else if (slot == MOST_RUNNING) wrong = EAGAIN;
  else if (pipe2(orders, O_CLOEXEC) < 0 || fcntl(orders[1], F_SETFL, O_NONBLOCK) < 0) wrong = errno;
  pid_t pid = wrong ? -1 : (pid_t)syscall(SYS_clone, SIGCHLD | (c.contain.means == NAMESPACES ? CLONE_NEWPID : 0), NULL, NULL, NULL, NULL);
  if (pid == 0) {
    /* Descriptor 0 must stay taken, or the command's own input would get it, marked close-on-exec. */
    dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), 0);
    close_orders();
    close(orders[1]);
    supervise(&c, held, orders[0]);
    _exit(0);
  }
  if (pid < 0) {
    long none[3] = {0, 0, 0};
    answer(c.id, 0, 0, none, "", 0, c.contain.means ? "contain" : "fork", wrong ? wrong : errno);
    if (orders[1] >= 0) close(orders[1]);
  } else {
    running[slot].pid = pid;
    running[slot].orders = orders[1];
    running[slot].latest = held || c.time_ms == 0 ? 0 : now_us() + (c.time_ms + LATE_MS) * 1000;
    running[slot].time_ms = c.time_ms;
    snprintf(running[slot].id, sizeof running[slot].id, "%s", c.id);
  }
  if (orders[0] >= 0) close(orders[0]);
  free(c.argv);
  free(c.env);
  free(c.contain.shared);
  free(c.contain.addresses);
  free_places(c.contain.places);
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
      if (running[i].orders >= 0) close(running[i].orders);
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

/* A supervisor that hangs, whatever holds it, is ended from here. */
static void end_late(void) {
  for (int i = 0; i < MOST_RUNNING; i++)
    if (running[i].pid && running[i].latest && now_us() > running[i].latest) kill(running[i].pid, SIGKILL);
}

static void end_stray(pid_t pid, void *context) {
  (void)context;
  if (!is_supervisor(pid)) kill(pid, SIGKILL);
}

/* What is told goes through its supervisor: only that one knows whether the command is still there. */
static void give(char kind, char *at, char *end) {
  char *id = next(&at, end);
  struct order order = {kind == 'S' ? atoi(next(&at, end)) : GO, kind == 'G' ? (int32_t)(end - at) : 0};
  for (int i = 0; i < MOST_RUNNING; i++) {
    if (!running[i].pid || strcmp(running[i].id, id) != 0) continue;
    if (kind == 'G' && running[i].time_ms > 0) running[i].latest = now_us() + (running[i].time_ms + LATE_MS) * 1000;
    /* What cannot be told must not get lost: the command would wait for it without end. */
    if (kind != 'K' && tell(i, order, at)) continue;
    if (running[i].orders >= 0) close(running[i].orders);
    running[i].orders = -1;
  }
}

int main(int argc, char **argv) {
  sigset_t set;
  setsid();
  /* What whoever started the harness left open is nobody's here. */
  syscall(CLOSE_RANGE, 3, ~0U, 0);
  proc = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (argc > 1 && strcmp(argv[1], "namespaces") == 0 && own_namespaces() < 0) return 3;
  if (argc > 1 && strcmp(argv[1], "landlock") == 0 && !has_landlock()) return 3;
  /* Where it is not root, it may take nothing from what it could get: Landlock's commands then keep what each user has. */
  if (argc > 1 && prepare_rights() < 0 && strcmp(argv[1], "namespaces") == 0) return 3;
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigprocmask(SIG_BLOCK, &set, NULL);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGINT, SIG_IGN);
  fcntl(1, F_SETFD, FD_CLOEXEC);
  struct pollfd watched[2] = {{0, POLLIN, 0}, {signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK), POLLIN, 0}};

  size_t have = 0, room = 1 << 16;
  char *buffer = malloc(room);
  if (!buffer) return 1;
  for (;;) {
    int woken = poll(watched, 2, WATCH_MS);
    if (woken < 0 && errno != EINTR) return 1;
    if (woken <= 0) end_late();
    if (woken <= 0) continue;
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
      else if (*kind == 'P') answer("0", 0, 0, (long[3]){0, 0, 0}, "", 0, "", 0);
      else if (*kind == 'L') answer_listening(next(&at, end));
      else give(*kind, at, end);
    }
    memmove(buffer, buffer + used, have - used);
    have -= used;
    if (have == room) return 2;
  }
  close_orders();
  /* Supervisors end what they run; what they cannot end in time is ended with them. */
  int64_t latest = now_us() + CLOSING_MS * 1000;
  for (pid_t pid = 0; pid >= 0 && now_us() < latest;) {
    each_child(getpid(), end_stray, NULL);
    while ((pid = waitpid(-1, NULL, WNOHANG)) > 0) {}
    if (pid == 0) usleep(500);
  }
  long sum[3] = {0, 0, 0};
  end_all(sum, 0);
  return 0;
}
