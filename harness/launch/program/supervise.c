/* One command: its start, its limits, its answer. */
#include "launch.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TICK_MS = 20, REPORT = 3, FILE_BYTES = 512 << 20 };

static long size_of(int fd) {
  struct stat status;
  return fstat(fd, &status) == 0 ? (long)status.st_size : 0;
}

static int is_full(const struct command *c, int out, int err) {
  return c->output_bytes > 0 && (size_of(out) >= c->output_bytes || size_of(err) >= c->output_bytes);
}

/* What came after the last look is nobody's to keep. A pipe has no length. */
static void cut(const struct command *c, int fd) {
  if (c->output_bytes > 0 && size_of(fd) > c->output_bytes && ftruncate(fd, c->output_bytes) < 0) return;
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

/* Supervises one command in a process of its own, and answers for it. */
void supervise(const struct command *c, int held, pid_t parent) {
  long sum[3] = {0, 0, 0};
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != parent) _exit(1);

  sigset_t set, none;
  sigemptyset(&none);
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGRTMIN);
  sigprocmask(SIG_SETMASK, &set, NULL);

  /* A named pipe whose other end has gone already must not hold us up; the command itself waits, as usual. */
  int in = open(c->in, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  int out = open(c->out, O_WRONLY | O_NONBLOCK | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  /* Before standard error: once that is there, whoever waits for it finds all of them. */
  int report = *c->report ? open(c->report, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
  int err = open(c->err, O_WRONLY | O_NONBLOCK | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (in < 0 || out < 0 || err < 0 || (*c->report && report < 0) || wait_on(in) < 0 || wait_on(out) < 0 || wait_on(err) < 0) {
    answer(c->id, 0, 0, sum, "", 0, "open", errno);
    return;
  }

  /* vfork shares memory, so the child can say why exec failed. */
  volatile int error = 0;
  const char *volatile stage = "";
  int64_t start = now_us();
  pid_t child = vfork();
  if (child == 0) {
    /* Streams are looked at; this one is for all other files, an engine's caches among them. */
    rlim_t bytes = c->output_bytes > FILE_BYTES ? (rlim_t)c->output_bytes : FILE_BYTES;
    struct rlimit files = {bytes, bytes}, no_core = {0, 0};
    setsid();
    signal(SIGPIPE, SIG_DFL);
    signal(SIGINT, SIG_DFL);
    setrlimit(RLIMIT_CORE, &no_core);
    if (c->output_bytes > 0) setrlimit(RLIMIT_FSIZE, &files);
    sigprocmask(SIG_SETMASK, &none, NULL);
    dup2(in, 0);
    dup2(out, 1);
    dup2(err, 2);
    /* The last one: it may take the place of another. One that stands there already would be closed at exec. */
    if (report == REPORT) fcntl(report, F_SETFD, 0);
    else if (report >= 0) dup2(report, REPORT);
    if (chdir(c->cwd) < 0) {
      error = errno;
      stage = "chdir";
    } else {
      execve(c->argv[0], c->argv, c->env);
      error = errno;
      stage = "exec";
    }
    _exit(127);
  }
  if (child < 0) {
    answer(c->id, 0, 0, sum, "", 0, "fork", errno);
    return;
  }

  const char *limit = "";
  int status = 0, ended = 0;
  int64_t wall = 0, spoke = start;
  long heard = 0;
  while (!ended) {
    /* One that is held waits for its command: there is nothing to look after. */
    struct timespec tick = held ? (struct timespec){1, 0} : (struct timespec){0, TICK_MS * 1000000L};
    siginfo_t sent;
    int signal = sigtimedwait(&set, &sent, &tick);
    if (signal == SIGRTMIN && sent.si_value.sival_int == GO) {
      held = 0;
      start = spoke = now_us();
    } else if (signal == SIGRTMIN) kill(child, sent.si_value.sival_int);
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
    long said = size_of(out) + size_of(err);
    if (said != heard) {
      heard = said;
      spoke = now;
    }
    struct usage usage = {0, 0};
    if (signal != SIGCHLD && (c->memory_kib > 0 || c->processes > 0)) each_child(getpid(), add_usage, &usage);
    if (signal == SIGTERM) limit = "cancelled";
    /* A program that does not care for failing writes would go on until its time is over. */
    else if (is_full(c, out, err)) limit = "output";
    else if (!held && c->time_ms > 0 && now - start > c->time_ms * 1000) limit = "time";
    else if (!held && c->silence_ms > 0 && now - spoke > c->silence_ms * 1000) limit = "silence";
    else if (c->memory_kib > 0 && usage.kib > c->memory_kib) limit = "memory";
    else if (c->processes > 0 && usage.processes > c->processes) limit = "processes";
    else continue;
    kill(child, SIGKILL);
    while (wait4(child, &status, 0, &figures) < 0 && errno == EINTR) {}
    add_figures(sum, &figures);
    wall = now_us() - start;
    ended = 1;
  }

  /* What still runs when the program has ended was left behind by it. */
  int left = 0;
  each_child(getpid(), count_running, &left);
  end_all(sum);
  if (!*limit && is_full(c, out, err)) limit = "output";
  cut(c, out);
  cut(c, err);
  answer(c->id, status, wall, sum, limit, left, stage, error);
}
