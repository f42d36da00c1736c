/* One command: its start, its limits, its answer. */
#include "launch.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Threads that each process may have, on the average; file systems give more space than what is written takes. */
enum { TASKS_EACH = 32, SLACK_BYTES = 4 << 20, REPORT_BYTES = 1 << 20, MOST_OPEN = 4096, MOST_LOOKED_AT = 100000 };
enum { TICK_MS = 20, HELD_TICK_MS = 1000, REPORT = 3, FILE_BYTES = 512 << 20, STACK_BYTES = 1 << 18 };

struct streams { int in, out, err, report; };

static long size_of(int fd) {
  struct stat status;
  return fstat(fd, &status) == 0 ? (long)status.st_size : 0;
}

/* More than its size may lie behind its end. */
static long held_by(int fd) {
  struct stat status;
  if (fd < 0 || fstat(fd, &status) < 0 || !S_ISREG(status.st_mode)) return 0;
  long blocks = (long)status.st_blocks * 512 - SLACK_BYTES;
  return blocks > (long)status.st_size ? blocks : (long)status.st_size;
}

static int is_full(const struct command *c, const struct streams *s) {
  return c->output_bytes > 0 && (held_by(s->out) >= c->output_bytes || held_by(s->err) >= c->output_bytes || held_by(s->report) >= c->output_bytes + REPORT_BYTES);
}

/* What came after the last look is nobody's to keep. A pipe has no length. */
static void cut(const struct command *c, int fd) {
  if (c->output_bytes > 0 && held_by(fd) > c->output_bytes && ftruncate(fd, size_of(fd) < c->output_bytes ? size_of(fd) : c->output_bytes) < 0) return;
}

void answer(const char *id, int status, int64_t wall, const long sum[3], const char *limit, int left, const char *stage, int error) {
  char line[512];
  int length = snprintf(line, sizeof line,
                        "{\"id\":%s,\"code\":%d,\"signal\":%d,\"wallUs\":%lld,\"userUs\":%ld,\"systemUs\":%ld,\"peakKib\":%ld,\"limit\":\"%s\",\"left\":%d,\"stage\":\"%s\",\"error\":\"%s\"}\n",
                        id, WIFEXITED(status) ? WEXITSTATUS(status) : -1, WIFSIGNALED(status) ? WTERMSIG(status) : 0,
                        (long long)wall, sum[0], sum[1], sum[2], limit, left, stage, error ? strerror(error) : "");
  /* One write below PIPE_BUF: lines of several supervisors never mix. */
  if (write(1, line, (size_t)length) != length) _exit(1);
}

static int wait_on(int fd) { return fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK); }

/* A named pipe whose other end has gone already must not hold us up; the command itself waits, as usual. */
static int open_streams(const struct command *c, struct streams *s) {
  struct stat status;
  int plain = stat(c->in, &status) == 0 && S_ISREG(status.st_mode), one = strcmp(c->in, c->out) == 0;
  /* What is standard input and output is opened once: both have one position. */
  s->in = one ? open(c->in, O_RDWR | O_NONBLOCK | O_CLOEXEC) : c->contain.means == NAMESPACES && plain ? read_only(c->in) : open(c->in, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  s->out = one ? fcntl(s->in, F_DUPFD_CLOEXEC, 0) : open(c->out, O_WRONLY | O_NONBLOCK | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  /* Before standard error: once that is there, whoever waits for it finds all of them. */
  s->report = *c->report ? open(c->report, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
  s->err = open(c->err, O_WRONLY | O_NONBLOCK | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (s->in < 0 || s->out < 0 || s->err < 0 || (*c->report && s->report < 0)) return -1;
  return wait_on(s->in) < 0 || wait_on(s->out) < 0 || wait_on(s->err) < 0 ? -1 : 0;
}

/* What a command is started with, and why it could not be: its memory is the supervisor's until it runs. `asking`: see network.c. */
struct beginning { const struct command *c; const struct streams *s; const struct held_mounts *m; const char *volatile stage; volatile int error, asking; };

/* Without a network of its own, who reaches nobody has an empty list. */
static int asks(const struct containment *c) { return c->network == LISTED ? c->means != NOTHING : c->network == NOBODY && c->means == LANDLOCK; }

static int fail(struct beginning *b) {
  b->error = errno;
  _exit(127);
}

/* What waits in sockets is memory, of so many that are hidden in others as may be open. */
static void limit_open(void) {
  struct rlimit open;
  if (getrlimit(RLIMIT_NOFILE, &open) < 0) return;
  if (open.rlim_cur > MOST_OPEN) open.rlim_cur = MOST_OPEN;
  if (open.rlim_max > MOST_OPEN) open.rlim_max = MOST_OPEN;
  setrlimit(RLIMIT_NOFILE, &open);
}

static int become(void *beginning) {
  struct beginning *b = beginning;
  const struct command *c = b->c;
  const struct streams *s = b->s;
  b->stage = "contain";
  /* The supervisor has the same descriptors until here, and so gets this one; the command does not keep it. */
  if (asks(&c->contain) && ((b->asking = ask_about_addresses()) < 0 || fcntl(b->asking, F_SETFD, FD_CLOEXEC) < 0 || unshare(CLONE_FILES) < 0)) return fail(b);
  /* Streams are looked at; this one is for all other files, an engine's caches among them. */
  rlim_t bytes = c->output_bytes > FILE_BYTES ? (rlim_t)c->output_bytes : FILE_BYTES;
  if ((rlim_t)c->contain.bytes > bytes) bytes = (rlim_t)c->contain.bytes;
  struct rlimit files = {bytes, bytes}, no_core = {0, 0};
  sigset_t none;
  sigemptyset(&none);
  setsid();
  signal(SIGPIPE, SIG_DFL);
  signal(SIGINT, SIG_DFL);
  setrlimit(RLIMIT_CORE, &no_core);
  if (c->output_bytes > 0) setrlimit(RLIMIT_FSIZE, &files);
  if (c->contain.means) limit_open();
  sigprocmask(SIG_SETMASK, &none, NULL);
  dup2(s->in, 0);
  dup2(s->out, 1);
  dup2(s->err, 2);
  if (c->contain.means && enter(&c->contain, b->m) < 0) return fail(b);
  /* The last one: it may take the place of another. One that stands there already would be closed at exec. */
  if (s->report == REPORT) fcntl(s->report, F_SETFD, 0);
  else if (s->report >= 0) dup2(s->report, REPORT);
  b->stage = "chdir";
  if (chdir(c->cwd) < 0) return fail(b);
  b->stage = "exec";
  execve(c->argv[0], c->argv, c->env);
  return fail(b);
}

/* As vfork, which shares memory until the command runs, and where it will ask about addresses descriptors as well. */
static pid_t begin(struct beginning *b) {
  static char stack[STACK_BYTES] __attribute__((aligned(16)));
  return clone(become, stack + sizeof stack, CLONE_VM | CLONE_VFORK | SIGCHLD | (asks(&b->c->contain) ? CLONE_FILES : 0), b);
}

/* Takes one order; whether that was the one to go. The pipe ends with whoever would give them. */
static int obey(struct command *c, const struct held_mounts *m, int orders, pid_t child, int *held, int *cancelled) {
  struct order order;
  if (read(orders, &order, sizeof order) != sizeof order) return *cancelled = 1, 0;
  if (order.what != GO) return kill(child, order.what), 0;
  char *body = malloc((size_t)order.length + 1);
  int32_t have = 0;
  for (ssize_t got; body && have < order.length && (got = read(orders, body + have, (size_t)(order.length - have))) > 0;) have += (int32_t)got;
  if (have < order.length) return *cancelled = 1, 0;
  *held = 0;
  char *at = body, *end = body + order.length, *pipe = next(&at, end);
  if (c->contain.means == NAMESPACES && at < end) {
    c->contain.places = next_places(&at, end);
    c->contain.addresses = next_list(&at, end);
    if (add_places(&c->contain.places, m, c->contain.at) < 0) *cancelled = 1;
  }
  int kick = *pipe ? open(pipe, O_WRONLY | O_NONBLOCK | O_CLOEXEC) : -1;
  if (kick >= 0 && write(kick, "\n", 1) != 1) *cancelled = 1;
  if (kick >= 0) close(kick);
  return 1;
}

/* Supervises one command in a process of its own, and answers for it. */
void supervise(struct command *c, int held, int orders) {
  long sum[3] = {0, 0, 0};
  sigset_t set;
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigprocmask(SIG_SETMASK, &set, NULL);
  struct streams s;
  struct held_mounts m = {-1, -1, -1, NULL, NULL, 0};
  if (open_streams(c, &s) < 0) return answer(c->id, 0, 0, sum, "", 0, "open", errno);
  if (c->contain.means && prepare_containment(&c->contain, &m) < 0) return answer(c->id, 0, 0, sum, "", 0, "contain", errno);

  struct beginning b = {c, &s, &m, "", 0, -1};
  int64_t start = now_us();
  pid_t child = begin(&b);
  if (child < 0) return answer(c->id, 0, 0, sum, "", 0, "fork", errno);
  if (c->contain.means == NAMESPACES) hold_namespace(&m, child);
  for (int i = 0; i < m.count; i++) close(m.mounts[i]);

  struct pollfd watched[3] = {{orders, POLLIN, 0}, {signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK), POLLIN, 0}, {b.asking, POLLIN, 0}};
  const char *limit = "", *filled = "";
  int status = 0, ended = 0, cancelled = 0;
  int64_t wall = 0, spoke = start, looked = start;
  long heard = 0;
  while (!ended) {
    /* One that is held waits for its command: there is nothing to look after. */
    watched[0].revents = watched[1].revents = watched[2].revents = 0;
    poll(watched, 3, held ? HELD_TICK_MS : TICK_MS);
    struct signalfd_siginfo sent;
    while (watched[1].revents && read(watched[1].fd, &sent, sizeof sent) == (ssize_t)sizeof sent) {}
    if (watched[2].revents & POLLIN) answer_about_address(b.asking, c->contain.addresses);
    else if (watched[2].revents) watched[2].fd = -1;
    if (watched[0].revents && obey(c, &m, orders, child, &held, &cancelled)) start = spoke = now_us();
    struct rusage figures;
    for (pid_t pid; (pid = wait4(-1, &status, WNOHANG, &figures)) > 0;) {
      add_figures(sum, &figures);
      if (pid == child) {
        wall = now_us() - start;
        ended = 1;
        break;
      }
    }
    if (ended) break;
    int64_t now = now_us();
    long said = size_of(s.out) + size_of(s.err);
    if (said != heard) {
      heard = said;
      spoke = now;
    }
    struct usage usage = {0, 0, 0, c->processes > 0 ? c->processes : MOST_LOOKED_AT};
    /* By the clock: one that asks without end is looked at all the same. */
    int due = now - looked >= TICK_MS * 1000;
    if (due) looked = now;
    if (due && (c->memory_kib > 0 || c->processes > 0)) each_child(getpid(), add_usage, &usage);
    if (!held && !*filled) filled = c->contain.means != LANDLOCK ? full(&m) : due ? overgrown(&c->contain, 0) : "";
    if (cancelled) limit = "cancelled";
    /* A program that does not care for failing writes would go on until its time is over. */
    else if (is_full(c, &s)) limit = "output";
    else if (*filled) limit = filled;
    else if (!held && c->time_ms > 0 && now - start > c->time_ms * 1000) limit = "time";
    else if (!held && c->silence_ms > 0 && now - spoke > c->silence_ms * 1000) limit = "silence";
    else if (c->memory_kib > 0 && usage.kib > c->memory_kib) limit = "memory";
    else if (c->processes > 0 && (usage.processes > c->processes || usage.tasks > c->processes * TASKS_EACH)) limit = "processes";
    else continue;
    /* What multiplies must not go on while its end is looked at. */
    if (usage.processes > usage.most || usage.tasks > usage.most) end_at_once(child);
    kill(child, SIGKILL);
    while (wait4(child, &status, 0, &figures) < 0 && errno == EINTR) {}
    add_figures(sum, &figures);
    wall = now_us() - start;
    ended = 1;
  }

  /* What still runs when the program has ended was left behind by it. */
  int left = 0;
  each_child(getpid(), count_running, &left);
  end_all(sum, c->contain.means == LANDLOCK ? child : 0);
  if (!*limit && is_full(c, &s)) limit = "output";
  if (!*limit) limit = c->contain.means == LANDLOCK ? overgrown(&c->contain, 1) : full(&m);
  cut(c, s.out);
  cut(c, s.err);
  /* A guest may have taken the right to read them from us. */
  struct stat kind;
  if (fstat(s.out, &kind) == 0 && S_ISREG(kind.st_mode)) fchmod(s.out, 0600);
  if (fstat(s.err, &kind) == 0 && S_ISREG(kind.st_mode)) fchmod(s.err, 0600);
  int brought = c->contain.means == NAMESPACES && !b.error ? copy_out(m.scratch, c->contain.at, c->contain.places.directories, c->contain.bytes) : 0;
  if (brought < 0) return answer(c->id, status, wall, sum, "vanished", left, "collect", errno);
  if (brought > 0 && !*limit) limit = "space";
  answer(c->id, status, wall, sum, limit, left, b.error ? b.stage : "", b.error);
}
