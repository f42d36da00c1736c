/* Processes: those below one, what they take, and how they are ended. */
#include "launch.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

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

/* Calls visit for each process whose parent is `parent`. */
void each_child(pid_t parent, void (*visit)(pid_t, void *), void *context) {
  DIR *tasks = tasks_of(parent);
  for (struct dirent *task; tasks && (task = readdir(tasks));) {
    if (task->d_name[0] == '.') continue;
    char children[128];
    snprintf(children, sizeof children, "%d/task/%.20s/children", (int)parent, task->d_name);
    FILE *file = read_of(children);
    if (!file) continue;
    for (int pid; fscanf(file, "%d", &pid) == 1;) visit(pid, context);
    fclose(file);
  }
  if (tasks) closedir(tasks);
}

/* The process that a task belongs to; 0 where it is gone. */
pid_t leader_of(pid_t task) {
  char path[64], line[256];
  int leader = 0;
  snprintf(path, sizeof path, "%d/status", (int)task);
  FILE *file = read_of(path);
  while (file && !leader && fgets(line, sizeof line, file)) sscanf(line, "Tgid: %d", &leader);
  if (file) fclose(file);
  return leader;
}

/* KiB of files in memory that a process has open by no name: they are its memory too, mapped or not. */
static long memory_files(pid_t pid) {
  char path[64], target[16];
  long kib = 0;
  snprintf(path, sizeof path, "%d/fd", (int)pid);
  int fd = open_at(path);
  DIR *files = fd < 0 ? NULL : fdopendir(fd);
  if (fd >= 0 && !files) close(fd);
  struct stat status;
  for (struct dirent *file; files && (file = readdir(files));)
    if (readlinkat(fd, file->d_name, target, sizeof target) > 7 && memcmp(target, "/memfd:", 7) == 0 && fstatat(fd, file->d_name, &status, 0) == 0)
      kib += status.st_blocks / 2;
  if (files) closedir(files);
  return kib;
}

void add_usage(pid_t pid, void *context) {
  struct usage *usage = context;
  char path[64];
  long size = 0, resident = 0, shared = 0, page = sysconf(_SC_PAGESIZE) / 1024;
  snprintf(path, sizeof path, "%d/statm", (int)pid);
  FILE *file = read_of(path);
  if (file) {
    /* Such files count where they are not among what it has mapped: that is resident already. */
    long files = memory_files(pid);
    if (fscanf(file, "%ld %ld %ld", &size, &resident, &shared) == 3) usage->kib += resident * page + (files > shared * page ? files - shared * page : 0);
    fclose(file);
  }
  usage->processes++;
  if (usage->processes < 100000) each_child(pid, add_usage, context);
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

/* Ends every descendant. Those whose parent dies become our children (we are their subreaper), so ending children
 * until there are none left ends the whole tree, also what called setsid. */
void end_all(long sum[3]) {
  struct rusage figures;
  for (;;) {
    each_child(getpid(), end_one, NULL);
    pid_t pid;
    while ((pid = wait4(-1, NULL, WNOHANG, &figures)) > 0) add_figures(sum, &figures);
    if (pid < 0 && errno == ECHILD) return;
    usleep(500);
  }
}
