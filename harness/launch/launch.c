/* Runs commands for the harness: starts each in a process tree of its own, holds it to its limits, takes its figures
 * from wait4, and ends whatever it leaves behind. Linux.
 *
 * Requests come on standard input as frames: a 32-bit little-endian length, then fields that each end in a NUL.
 *   R id time-ms silence-ms memory-kib output-bytes processes cwd stdin stdout stderr argc argv... envc env...
 *   H and the same fields: as R, but its time does not count before its G
 *   G id
 *   K id
 *   S id signal
 * A limit of 0 is no limit. Answers go to standard output, one JSON line a command, when its last process is gone.
 * When standard input ends, everything is ended: nothing outlives the harness, however that dies. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* GO stands where a signal would: the time of a held command begins. */
enum { GO = -1, TICK_MS = 20, CLOSING_MS = 2000, MOST_RUNNING = 1024, LONGEST_FRAME = 16 << 20 };

struct command {
  const char *id, *cwd, *in, *out, *err;
  long time_ms, silence_ms, memory_kib, output_bytes, processes;
  char **argv, **env;
};

static struct { pid_t pid; char id[32]; } running[MOST_RUNNING];

static int64_t now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* Calls visit for each process whose parent is `parent`. */
static void each_child(pid_t parent, void (*visit)(pid_t, void *), void *context) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/task", (int)parent);
  DIR *tasks = opendir(path);
  for (struct dirent *task; tasks && (task = readdir(tasks));) {
    if (task->d_name[0] == '.') continue;
    char children[128];
    snprintf(children, sizeof children, "/proc/%d/task/%.20s/children", (int)parent, task->d_name);
    FILE *file = fopen(children, "r");
    if (!file) continue;
    for (int pid; fscanf(file, "%d", &pid) == 1;) visit(pid, context);
    fclose(file);
  }
  if (tasks) closedir(tasks);
}

struct usage { long kib; long processes; };

static void add_usage(pid_t pid, void *context) {
  struct usage *usage = context;
  char path[64];
  long size = 0, resident = 0;
  snprintf(path, sizeof path, "/proc/%d/statm", (int)pid);
  FILE *file = fopen(path, "r");
  if (file) {
    if (fscanf(file, "%ld %ld", &size, &resident) == 2) usage->kib += resident * (sysconf(_SC_PAGESIZE) / 1024);
    fclose(file);
  }
  usage->processes++;
  if (usage->processes < 100000) each_child(pid, add_usage, context);
}

/* Whether some task of a process still runs. One that exits already, or will on its next turn since SIGKILL waits for it, does not:
 * whoever saw the end of its output, or killed it, may have ended before it was gone. */
static int is_running(pid_t pid) {
  enum { EXITING = 4 };
  char path[64];
  int found = 0;
  snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
  DIR *tasks = opendir(path);
  for (struct dirent *task; tasks && !found && (task = readdir(tasks));) {
    if (task->d_name[0] == '.') continue;
    char name[128], text[1024];
    unsigned long flags, pending;
    snprintf(name, sizeof name, "/proc/%d/task/%.20s/stat", (int)pid, task->d_name);
    FILE *file = fopen(name, "r");
    if (!file) continue;
    text[fread(text, 1, sizeof text - 1, file)] = 0;
    fclose(file);
    /* Fields 9 and 31 (man 5 proc_pid_stat), counted from behind the name, which may hold anything. */
    char *rest = strrchr(text, ')');
    found = rest && sscanf(rest + 1, "%*s%*s%*s%*s%*s%*s%lu%*s%*s%*s%*s%*s%*s%*s%*s%*s%*s%*s%*s%*s%*s%*s%*s%*s%*s%*s%*s%*s%lu", &flags, &pending) == 2 &&
            !(flags & EXITING) && !(pending & 1UL << (SIGKILL - 1));
  }
  if (tasks) closedir(tasks);
  return found;
}

static void count_running(pid_t pid, void *context) { *(int *)context += is_running(pid); }

static void end_one(pid_t pid, void *context) {
  (void)context;
  kill(pid, SIGKILL);
}

/* The order of fields in `sum` is that of the answer: microseconds of user and system time, peak in KiB. */
static void add_figures(long sum[3], const struct rusage *figures) {
  sum[0] += figures->ru_utime.tv_sec * 1000000 + figures->ru_utime.tv_usec;
  sum[1] += figures->ru_stime.tv_sec * 1000000 + figures->ru_stime.tv_usec;
  if (figures->ru_maxrss > sum[2]) sum[2] = figures->ru_maxrss;
}

/* Ends every descendant. Those whose parent dies become our children (we are their subreaper), so ending children
 * until there are none left ends the whole tree, also what called setsid. */
static void end_all(long sum[3]) {
  struct rusage figures;
  for (;;) {
    each_child(getpid(), end_one, NULL);
    pid_t pid;
    while ((pid = wait4(-1, NULL, WNOHANG, &figures)) > 0) add_figures(sum, &figures);
    if (pid < 0 && errno == ECHILD) return;
    usleep(500);
  }
}

static long size_of(int fd) {
  struct stat status;
  return fstat(fd, &status) == 0 ? (long)status.st_size : 0;
}

static int is_full(const struct command *c, int out, int err) {
  return c->output_bytes > 0 && (size_of(out) >= c->output_bytes || size_of(err) >= c->output_bytes);
}

static void answer(const char *id, int status, int64_t wall, const long sum[3], const char *limit, int left, const char *stage, int error) {
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
static void supervise(const struct command *c, int held, pid_t parent) {
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
  int err = open(c->err, O_WRONLY | O_NONBLOCK | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (in < 0 || out < 0 || err < 0 || wait_on(in) < 0 || wait_on(out) < 0 || wait_on(err) < 0) {
    answer(c->id, 0, 0, sum, "", 0, "open", errno);
    return;
  }

  /* vfork shares memory, so the child can say why exec failed. */
  volatile int error = 0;
  const char *volatile stage = "";
  int64_t start = now_us();
  pid_t child = vfork();
  if (child == 0) {
    struct rlimit files = {(rlim_t)c->output_bytes, (rlim_t)c->output_bytes}, no_core = {0, 0};
    setsid();
    signal(SIGPIPE, SIG_DFL);
    signal(SIGINT, SIG_DFL);
    setrlimit(RLIMIT_CORE, &no_core);
    if (c->output_bytes > 0) setrlimit(RLIMIT_FSIZE, &files);
    sigprocmask(SIG_SETMASK, &none, NULL);
    dup2(in, 0);
    dup2(out, 1);
    dup2(err, 2);
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
  answer(c->id, status, wall, sum, limit, left, stage, error);
}

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
