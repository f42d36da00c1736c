/* Where no namespaces are to be had: rules of Landlock on the files of this machine. Modes, owners, times and names of files stay in sight, and
 * a command's own files lie in a folder of the harness (scratch.c). Where namespaces are there, it keeps commands from each other. */
#include "launch.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* C libraries that are older than the kernel do not name them; these numbers are the same on all architectures. */
enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446, VERSION = 1, BENEATH = 1, LEAST_VERSION = 6 };

/* Rights on files, then those that only files have, and folders; sockets of Unix without a path, and signals. */
enum { EXECUTE = 1, WRITE = 2, READ = 4, LIST = 8, TRUNCATE = 1 << 14, DEVICE = 1 << 15, ALL = (1 << 16) - 1, SCOPED = 3 };
enum { ON_FILES = EXECUTE | WRITE | READ | TRUNCATE | DEVICE, READING = EXECUTE | READ | LIST };

struct ruleset { uint64_t files, network, scoped; };
struct rule { uint64_t rights; int32_t folder; } __attribute__((packed));

/* Signals and sockets without a path are kept in since Linux 6.12. */
int has_landlock(void) { return syscall(CREATE_RULESET, NULL, 0, VERSION) >= LEAST_VERSION; }

static int confine(int rules) {
  int failed = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || syscall(RESTRICT_SELF, rules, 0) < 0, why = errno;
  close(rules);
  errno = why;
  return failed ? -1 : 0;
}

/* Nobody outside can be sent a signal or found by a socket without a path: commands that reach nobody share one network. */
int keep_to_itself(void) {
  struct ruleset own = {0, 0, SCOPED};
  if (!has_landlock()) return 0;
  int rules = (int)syscall(CREATE_RULESET, &own, sizeof own, 0);
  return rules < 0 ? -1 : confine(rules);
}

static int allow(int rules, const char *path, uint64_t rights, int needed) {
  struct stat status;
  int at = open(path, O_PATH | O_CLOEXEC);
  if (at < 0) return needed || (errno != ENOENT && errno != ENOTDIR) ? -1 : 0;
  if (fstat(at, &status) == 0 && !S_ISDIR(status.st_mode)) rights &= ON_FILES;
  struct rule rule = {rights, at};
  int failed = (int)syscall(ADD_RULE, rules, BENEATH, &rule, 0), why = errno;
  close(at);
  errno = why;
  return failed;
}

static int allow_all(int rules, char **paths, uint64_t rights) {
  for (; *paths; paths++)
    if (allow(rules, *paths, rights, 1) < 0) return -1;
  return 0;
}

/* Node looks for this file in each folder above a script, and fails where it may not. */
static int allow_manifests(int rules, char **paths) {
  char path[4096];
  for (; *paths; paths++) {
    snprintf(path, sizeof path - 16, "%s", *paths);
    for (char *end; (end = strrchr(path, '/')) != NULL;) {
      strcpy(end, "/package.json");
      if (allow(rules, path, READ, 0) < 0) return -1;
      *end = 0;
    }
  }
  return 0;
}

#define REFUSE(call) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

/* Who stays in its process group can be ended with all that it started, at once. */
#define STAYS BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)), REFUSE(SYS_setsid), REFUSE(SYS_setpgid)
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

/* Landlock has no rules on these; no call of WASI's leads there. */
static struct sock_filter filter[] = {
    STAYS,
#ifdef SYS_chmod
    REFUSE(SYS_chmod), REFUSE(SYS_chown), REFUSE(SYS_lchown),
#endif
    REFUSE(SYS_fchmod), REFUSE(SYS_fchmodat), REFUSE(452), REFUSE(SYS_fchown), REFUSE(SYS_fchownat), REFUSE(SYS_setxattr), REFUSE(SYS_lsetxattr), REFUSE(SYS_fsetxattr),
    REFUSE(463), REFUSE(SYS_removexattr), REFUSE(SYS_lremovexattr), REFUSE(SYS_fremovexattr), REFUSE(466), REFUSE(469),
    /* Limits of its supervisor, which has the same user. */
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_prlimit64, 0, 3), BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 0), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM), ALLOW,
};
static struct sock_filter for_builds[] = {STAYS, ALLOW};
static const struct sock_fprog program = {sizeof filter / sizeof *filter, filter}, build_program = {sizeof for_builds / sizeof *for_builds, for_builds};

/* Who changes folders in place is a build, whose tools set modes. */
static int builds(char **writable) {
  struct stat status;
  for (; *writable; writable++)
    if (stat(*writable, &status) == 0 && S_ISDIR(status.st_mode)) return 1;
  return 0;
}

/* Called by what becomes the command: it has the files that it carries, where they stand. */
int enter_landlock(const struct containment *c) {
  struct ruleset own = {ALL, 0, SCOPED};
  int rules = (int)syscall(CREATE_RULESET, &own, sizeof own, 0), failed = rules < 0;
  for (int i = 0; !failed && system_paths[i]; i++) failed = allow(rules, system_paths[i], READING | (strncmp(system_paths[i], "/dev/", 5) == 0 ? WRITE : 0), 0) < 0;
  char self[32];
  snprintf(self, sizeof self, "/proc/%d", (int)getpid());
  failed = failed || allow(rules, self, READ | LIST, 0) < 0 || allow_all(rules, c->shared, READING) < 0 || allow_all(rules, c->places.inputs, READING) < 0 || allow_manifests(rules, c->shared) < 0;
  failed = failed || allow_all(rules, c->places.laid, ALL & ~DEVICE) < 0 || allow_all(rules, c->places.directories, ALL & ~DEVICE) < 0 || allow_all(rules, c->places.writable, ALL & ~DEVICE) < 0;
  if (failed || confine(rules) < 0) return -1;
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, builds(c->places.writable) ? &build_program : &program, 0, 0) < 0) return -1;
  return give_up_rights();
}
