/* What all commands of a lane may read is put together once, as a mount namespace of its own; each command gets a copy of that. */
#include "launch.h"
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Each command leaves the place of its mounts in its view: one that has served MOST_COMMANDS is made anew. */
enum { MOST_VIEWS = 64, MOST_COMMANDS = 1000, VIEW_BYTES = 64 << 20, VIEW_FILES = 100000, COPY_BYTES = 1 << 20 };

/* Where programs, libraries and devices are, and what finding names and times takes. Nothing of a user's. */
const char *const system_paths[] = {
    "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives", "/etc/localtime",
    "/etc/timezone", "/etc/hosts", "/etc/resolv.conf", "/etc/nsswitch.conf", "/etc/services", "/etc/protocols", "/etc/gai.conf", "/etc/ssl/certs", "/etc/ssl/openssl.cnf",
    "/etc/ca-certificates", "/etc/pki/tls/certs", "/etc/pki/ca-trust", "/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", NULL};

static const char *const links[][2] = {{"/proc/self/fd", "/dev/fd"}, {"/proc/self/fd/0", "/dev/stdin"}, {"/proc/self/fd/1", "/dev/stdout"}, {"/proc/self/fd/2", "/dev/stderr"}};

/* What each system has, and no real one of this machine: a guest that gets out must find something, or it would look refused. */
static const char *const stand_ins[][2] = {{"/etc/passwd", "root:x:0:0:root:/:/bin/sh\n"}, {"/etc/group", "root:x:0:\n"}, {"/etc/hostname", "gatehouse\n"}};

static struct { char **shared; int space, commands; } views[MOST_VIEWS];
static int newest;

static void write_to(const char *path, const char *text) {
  int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return;
  if (write(file, text, strlen(text)) < 0) errno = 0;
  close(file);
}

/* The mount namespace of this process, where paths of requests stand. */
int own_mounts = -1;

static int part_mounts(void) {
  if (mount(NULL, "/", NULL, MS_REC | MS_SLAVE, NULL) < 0) return -1;
  return own_mounts = open("/proc/self/ns/mnt", O_RDONLY | O_CLOEXEC);
}

/* One IPC namespace for all commands: none of them can make anything there (filter.c). Who is not root has the rights that this takes only in a user namespace, of the same user. */
int own_namespaces(void) {
  char user[64], group[64];
  snprintf(user, sizeof user, "%u %u 1", getuid(), getuid());
  snprintf(group, sizeof group, "%u %u 1", getgid(), getgid());
  if (geteuid() == 0 && unshare(CLONE_NEWNS | CLONE_NEWIPC) == 0) return part_mounts();
  if (unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWIPC) < 0) return -1;
  write_to("/proc/self/setgroups", "deny");
  write_to("/proc/self/uid_map", user);
  write_to("/proc/self/gid_map", group);
  return part_mounts();
}

/* A file of the system's settings as a copy: each mount of a view costs every command of its lane. 1: it is none. */
static int put_copy(int root, const char *path) {
  struct stat status;
  int from = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC), to = -1, failed = 1;
  if (from >= 0 && fstat(from, &status) == 0 && S_ISREG(status.st_mode) && status.st_size <= COPY_BYTES) {
    int made = make_way(root, path + 1) == 0 && (to = openat(root, path + 1, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644)) >= 0;
    failed = made ? copy_range(from, to, 0, status.st_size) : -1;
  }
  int why = errno;
  if (from >= 0) close(from);
  if (to >= 0) close(to);
  errno = why;
  return failed;
}

static int put(int root, const char *path, int needed) {
  struct stat status;
  char to[4096];
  /* `/lib` is a link on most systems, and a program may look beside what it leads to; files in /etc become what they lead to. */
  if (lstat(path, &status) == 0 && S_ISLNK(status.st_mode) && strncmp(path, "/etc/", 5) != 0) {
    ssize_t length = readlink(path, to, sizeof to - 1);
    if (length < 0 || make_way(root, path + 1) < 0) return -1;
    to[length] = 0;
    return symlinkat(to, root, path + 1) < 0 && errno != EEXIST && errno != EROFS ? -1 : 0;
  }
  int copied = !needed && strncmp(path, "/etc/", 5) == 0 ? put_copy(root, path) : 1;
  if (copied <= 0) return copied;
  int tree = bound(path, 0);
  if (tree < 0) return needed || errno != ENOENT ? -1 : 0;
  int failed = attach(tree, root, path);
  close(tree);
  return failed;
}

static int assemble(char **shared) {
  if (unshare(CLONE_NEWNS) < 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 || chdir("/") < 0) return -1;
  int root = new_files(VIEW_BYTES, VIEW_FILES);
  /* Any folder will do: nothing that is wanted stands there. */
  if (root < 0 || attach(root, AT_FDCWD, "/proc") < 0) return -1;
  for (int i = 0; system_paths[i]; i++)
    if (put(root, system_paths[i], 0) < 0) return -1;
  for (int i = 0; shared[i]; i++)
    if (put(root, shared[i], 1) < 0) return -1;
  for (size_t i = 0; i < sizeof stand_ins / sizeof *stand_ins; i++) {
    int file = openat(root, stand_ins[i][0] + 1, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    size_t length = strlen(stand_ins[i][1]);
    if (file < 0 || write(file, stand_ins[i][1], length) != (ssize_t)length) return -1;
    close(file);
  }
  mkdirat(root, "proc", 0555);
  for (size_t i = 0; i < sizeof links / sizeof *links; i++)
    if (symlinkat(links[i][0], root, links[i][1] + 1) < 0) return -1;
  if (fchdir(root) < 0 || syscall(SYS_pivot_root, ".", ".") < 0 || umount2(".", MNT_DETACH) < 0) return -1;
  return chdir("/");
}

/* Has another process make a namespace, and keeps that when the process is gone. */
static int keep(const char *kind, int (*make)(char **), char **context) {
  int told[2], why = 0, space = -1;
  if (pipe2(told, O_CLOEXEC) < 0) return -1;
  pid_t pid = fork();
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    why = make(context) < 0 ? errno : 0;
    if (write(told[1], &why, sizeof why) == sizeof why) pause();
    _exit(0);
  }
  close(told[1]);
  if (pid > 0) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/ns/%s", (int)pid, kind);
    if (read(told[0], &why, sizeof why) != sizeof why) why = EIO;
    else if (!why && (space = open(path, O_RDONLY | O_CLOEXEC)) < 0) why = errno;
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
  }
  close(told[0]);
  errno = why;
  return space;
}

static int same(char **a, char **b) {
  while (*a && *b && strcmp(*a, *b) == 0) a++, b++;
  return !*a && !*b;
}

/* Commands that run have copies of the namespace. */
static void drop(int at) {
  if (!views[at].shared) return;
  for (char **path = views[at].shared; *path; path++) free(*path);
  free(views[at].shared);
  close(views[at].space);
  views[at].shared = NULL;
}

static int find(char **shared) {
  for (int i = 0; i < MOST_VIEWS; i++)
    if (views[i].shared && same(views[i].shared, shared)) return i;
  return -1;
}

/* The namespace with what the system and a lane have to read. */
int view_of(char **shared) {
  int at = find(shared), count = 0;
  if (at >= 0 && views[at].commands++ < MOST_COMMANDS) return views[at].space;
  int space = keep("mnt", assemble, shared);
  if (space < 0) return -1;
  while (shared[count]) count++;
  char **own = calloc((size_t)count + 1, sizeof *own);
  for (int i = 0; own && i < count; i++) own[i] = strdup(shared[i]);
  if (at < 0) at = newest = (newest + 1) % MOST_VIEWS;
  drop(at);
  views[at].shared = own;
  views[at].space = space;
  views[at].commands = 1;
  return space;
}

static int leave_network(char **unused) {
  (void)unused;
  return unshare(CLONE_NEWNET);
}

/* A network without anything in it, its loopback down: one for all commands, who find nobody there. */
int no_network(void) {
  static int space = -1;
  static char *nothing[] = {NULL};
  if (space < 0) space = keep("net", leave_network, nothing);
  return space;
}

/* A network of the caller's own, in which it can reach itself by 127.0.0.0/8 and ::1. */
int own_loopback(void) {
  struct ifreq lo = {.ifr_name = "lo"};
  if (unshare(CLONE_NEWNET) < 0) return -1;
  int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (any < 0) return -1;
  int up = ioctl(any, SIOCGIFFLAGS, &lo);
  lo.ifr_flags |= IFF_UP;
  if (up == 0) up = ioctl(any, SIOCSIFFLAGS, &lo);
  close(any);
  return up;
}
