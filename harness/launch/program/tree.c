/* Processes: those below one, what they take, and how they are ended. */
#include "launch.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <linux/sockios.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { FEW_SOCKETS = 64 };

int64_t now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* The folder /proc that shows this process's own namespace. */
int proc = -1;

static int open_at(const char *path) { return openat(proc, path, O_RDONLY | O_CLOEXEC); }

static DIR *tasks_of(pid_t pid) {
  char path[64];
  snprintf(path, sizeof path, "%d/task", (int)pid);
  int fd = open_at(path);
  DIR *tasks = fd < 0 ? NULL : fdopendir(fd);
  if (fd >= 0 && !tasks) close(fd);
  return tasks;
}

static FILE *read_of(const char *path) {
  int fd = open_at(path);
  return fd < 0 ? NULL : fdopen(fd, "r");
}

static void each_task(pid_t pid, void (*visit)(pid_t, void *), void *context) {
  DIR *tasks = tasks_of(pid);
  for (struct dirent *task; tasks && (task = readdir(tasks));)
    if (task->d_name[0] != '.') visit(atoi(task->d_name), context);
  if (tasks) closedir(tasks);
}

/* Whom to call for each child of a process. */
struct visitor { pid_t parent; void (*visit)(pid_t, void *); void *context; };

static void visit_children(pid_t task, void *context) {
  const struct visitor *to = context;
  char children[64];
  snprintf(children, sizeof children, "%d/task/%d/children", (int)to->parent, (int)task);
  FILE *file = read_of(children);
  if (!file) return;
  for (int pid; fscanf(file, "%d", &pid) == 1;) to->visit(pid, to->context);
  fclose(file);
}

/* Calls visit for each process whose parent is `parent`. */
void each_child(pid_t parent, void (*visit)(pid_t, void *), void *context) {
  struct visitor to = {parent, visit, context};
  each_task(parent, visit_children, &to);
}

/* A number in a process's status, behind its name; 0 where the process is gone. */
static long status_of(pid_t pid, const char *field) {
  char path[64], line[256];
  long number = 0;
  snprintf(path, sizeof path, "%d/status", (int)pid);
  FILE *file = read_of(path);
  while (file && fgets(line, sizeof line, file))
    if (strncmp(line, field, strlen(field)) == 0) number = atol(line + strlen(field));
  if (file) fclose(file);
  return number;
}

/* The process that a task belongs to; 0 where it is gone. */
pid_t leader_of(pid_t task) { return (pid_t)status_of(task, "Tgid:"); }

/* KiB that wait in a socket to be read, or have not left it yet. */
static long waiting_in(int process, int number) {
  int socket = (int)syscall(PIDFD_GETFD, process, number, 0), sent = 0, came = 0;
  if (socket < 0) return 0;
  if (ioctl(socket, SIOCOUTQ, &sent) < 0) sent = 0;
  if (ioctl(socket, SIOCINQ, &came) < 0) came = 0;
  close(socket);
  return ((long)sent + came) / 1024;
}

static int is_kind(const char *target, ssize_t length, const char *kind) { return length > (ssize_t)strlen(kind) && memcmp(target, kind, strlen(kind)) == 0; }

/* What a process has in memory by its descriptors, in KiB: files by no name, mapped or not, and what is in sockets, where it has many. */
static long held_open(pid_t pid, long *files) {
  char path[64], target[16];
  long kib = 0, sockets = 0;
  snprintf(path, sizeof path, "%d/fd", (int)pid);
  int fd = open_at(path), process = -1;
  DIR *entries = fd < 0 ? NULL : fdopendir(fd);
  if (fd >= 0 && !entries) close(fd);
  struct stat status;
  for (struct dirent *entry; entries && (entry = readdir(entries));) {
    ssize_t length = readlinkat(fd, entry->d_name, target, sizeof target);
    if (is_kind(target, length, "/memfd:") && fstatat(fd, entry->d_name, &status, 0) == 0) *files += status.st_blocks / 2;
    if (!is_kind(target, length, "socket:") || ++sockets <= FEW_SOCKETS) continue;
    if (process < 0 && (process = (int)syscall(PIDFD_OPEN, pid, 0)) < 0) break;
    kib += waiting_in(process, atoi(entry->d_name));
  }
  if (process >= 0) close(process);
  if (entries) closedir(entries);
  return kib;
}

static void count_task(pid_t task, void *context) {
  (void)task;
  ((struct usage *)context)->tasks++;
}

void add_usage(pid_t pid, void *context) {
  struct usage *usage = context;
  char path[64];
  long size = 0, resident = 0, files = 0, page = sysconf(_SC_PAGESIZE) / 1024;
  snprintf(path, sizeof path, "%d/statm", (int)pid);
  FILE *file = read_of(path);
  if (file) {
    usage->kib += held_open(pid, &files);
    /* Such files count where they are not among what it has mapped: that is resident already. */
    long mapped = files > 0 ? status_of(pid, "RssShmem:") : 0;
    if (fscanf(file, "%ld %ld", &size, &resident) == 2) usage->kib += resident * page + (files > mapped ? files - mapped : 0);
    fclose(file);
  }
  usage->processes++;
  each_task(pid, count_task, usage);
  if (usage->processes <= usage->most) each_child(pid, add_usage, context);
}

/* Whether some task of a process still runs. One that exits already, or will on its next turn since SIGKILL waits for it, does not:
 * whoever saw the end of its output, or killed it, may have ended before it was gone. */
static int is_running(pid_t pid) {
  enum { EXITING = 4 };
  int found = 0;
  DIR *tasks = tasks_of(pid);
  for (struct dirent *task; tasks && !found && (task = readdir(tasks));) {
    if (task->d_name[0] == '.') continue;
    char name[128], text[1024];
    unsigned long flags, pending;
    snprintf(name, sizeof name, "%d/task/%.20s/stat", (int)pid, task->d_name);
    FILE *file = read_of(name);
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

void count_running(pid_t pid, void *context) { *(int *)context += is_running(pid); }

static void end_one(pid_t pid, void *context) {
  (void)context;
  kill(pid, SIGKILL);
}

void add_figures(long sum[3], const struct rusage *figures) {
  sum[0] += figures->ru_utime.tv_sec * 1000000 + figures->ru_utime.tv_usec;
  sum[1] += figures->ru_stime.tv_sec * 1000000 + figures->ru_stime.tv_usec;
  if (figures->ru_maxrss > sum[2]) sum[2] = figures->ru_maxrss;
}

/* All at once, where this process is the first of its namespace: none of them can make another meanwhile. */
void end_at_once(pid_t group) { kill(getpid() == 1 ? -1 : -group, SIGKILL); }

/* Ends every descendant: all in a process group that none of them can have left, where there is one. Those whose parent dies become our children (we are their subreaper), so ending children
 * until there are none left ends the whole tree, also what called setsid. */
void end_all(long sum[3], pid_t group) {
  struct rusage figures;
  for (pid_t pid;; usleep(500)) {
    while ((pid = wait4(-1, NULL, WNOHANG, &figures)) > 0) add_figures(sum, &figures);
    if (pid < 0 && errno == ECHILD) return;
    /* Looks at each process of this machine: only where there is one. */
    if (getpid() == 1) kill(-1, SIGKILL);
    else if (group) kill(-group, SIGKILL);
    else each_child(getpid(), end_one, NULL);
  }
}
