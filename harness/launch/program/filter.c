/* What a contained process may not ask of the kernel: nothing of this is an engine's business, and each is a way to what it does not see. */
#include "launch.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#endif

enum { LAST_CAPABILITY = 63, CLONE_USER = 0x10000000, FOREIGN_ABI = 0x40000000 };

#define FIELD(name) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, name))
#define IF(how, value, yes, no) BPF_JUMP(BPF_JMP | (how) | BPF_K, (value), (yes), (no))
#define ERROR(number) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (number))
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

#ifdef MACHINE
/* Where the end of the filter goes on for a call: a distance in `ends`. */
enum { REFUSED = 0, ABSENT = 1, UNSUPPORTED = 2, CLONE = 3, SOCKET = 7, SPACE = 14, FIRST = 18, LEASE = 22, PRIORITY = 26 };
static struct call { unsigned number, end; } calls[] = {
    /* Keys of the user's session are no files; what System V calls shared memory is counted nowhere. */
    {SYS_keyctl, REFUSED}, {SYS_add_key, REFUSED}, {SYS_request_key, REFUSED}, {SYS_shmget, REFUSED}, {SYS_msgget, REFUSED}, {SYS_semget, REFUSED}, {SYS_mq_open, REFUSED},
    {SYS_ptrace, REFUSED}, {SYS_process_vm_readv, REFUSED}, {SYS_process_vm_writev, REFUSED}, {SYS_unshare, REFUSED}, {SYS_setns, REFUSED}, {SYS_mount, REFUSED},
    {SYS_umount2, REFUSED}, {SYS_pivot_root, REFUSED}, {SYS_chroot, REFUSED}, {SYS_bpf, REFUSED}, {SYS_perf_event_open, REFUSED}, {SYS_userfaultfd, REFUSED},
    {SYS_open_by_handle_at, REFUSED}, {SYS_kexec_load, REFUSED}, {SYS_init_module, REFUSED}, {SYS_finit_module, REFUSED}, {SYS_delete_module, REFUSED},
    {SYS_quotactl, REFUSED}, {SYS_swapon, REFUSED}, {SYS_syslog, REFUSED}, {SYS_rt_sigqueueinfo, REFUSED},
    /* What a ring of requests asks, no filter sees: io_uring_setup, _enter, _register. */
    {425, ABSENT}, {426, ABSENT}, {427, ABSENT},
    /* open_tree, move_mount, fsopen, fsconfig, fsmount, fspick, and mount_setattr. */
    {428, REFUSED}, {429, REFUSED}, {430, REFUSED}, {431, REFUSED}, {432, REFUSED}, {433, REFUSED}, {442, REFUSED},
    /* Its flags lie in memory, where a filter cannot look: C libraries then take clone. */
    {SYS_clone3, ABSENT}, {SYS_clone, CLONE},
    /* Attributes and space behind the end of a file, such as standard output, are room of the harness that no limit sees. */
    {SYS_setxattr, UNSUPPORTED}, {SYS_lsetxattr, UNSUPPORTED}, {SYS_fsetxattr, UNSUPPORTED}, {463, UNSUPPORTED}, {SYS_fallocate, SPACE},
    /* Limits, processors and turns of its supervisor, which is process 1, and of all processes of a user. */
    {SYS_prlimit64, FIRST}, {SYS_sched_setaffinity, FIRST}, {SYS_sched_setscheduler, FIRST}, {SYS_sched_setparam, FIRST}, {SYS_sched_setattr, FIRST},
    {SYS_ioprio_set, REFUSED}, {SYS_setpriority, PRIORITY},
    /* Who holds a lease on a file that it reads makes all others wait who open it. */
    {SYS_fcntl, LEASE},
    /* Sockets of kinds that a network namespace does not hold, such as to what runs this machine. */
    {SYS_socket, SOCKET},
};
enum { CALLS = sizeof calls / sizeof *calls, GROUP = 7, HEAD = 6 };

static const struct sock_filter head[HEAD] = {
    FIELD(arch), IF(BPF_JEQ, MACHINE, 1, 0), ERROR(ENOSYS), FIELD(nr), IF(BPF_JGE, FOREIGN_ABI, 0, 1), ERROR(ENOSYS),
};
static const struct sock_filter ends[] = {
    ERROR(EPERM), ERROR(ENOSYS), ERROR(EOPNOTSUPP),
    FIELD(args[0]), IF(BPF_JSET, CLONE_USER, 0, 1), ERROR(EPERM), ALLOW,
    FIELD(args[0]), IF(BPF_JEQ, AF_UNIX, 4, 0), IF(BPF_JEQ, AF_INET, 3, 0), IF(BPF_JEQ, AF_INET6, 2, 0), IF(BPF_JEQ, AF_NETLINK, 1, 0), ERROR(EAFNOSUPPORT), ALLOW,
    FIELD(args[1]), IF(BPF_JEQ, 0, 1, 0), ERROR(EOPNOTSUPP), ALLOW,
    FIELD(args[0]), IF(BPF_JEQ, 1, 0, 1), ERROR(EPERM), ALLOW,
    FIELD(args[1]), IF(BPF_JEQ, F_SETLEASE, 0, 1), ERROR(EPERM), ALLOW,
    FIELD(args[0]), IF(BPF_JEQ, PRIO_USER, 2, 0), FIELD(args[1]), IF(BPF_JEQ, 1, 0, 1), ERROR(EPERM), ALLOW,
};
enum { ENDS = sizeof ends / sizeof *ends };
static struct sock_filter filter[HEAD + CALLS * 2 + ENDS];
static struct sock_fprog program = {0, filter};

static int by_number(const void *a, const void *b) {
  const struct call *one = a, *other = b;
  return one->number < other->number ? -1 : one->number > other->number;
}

/* Calls in groups, by number: the kernel compiles the filter for each command, and tries it for each call that there is. */
static void make_filter(void) {
  int at = HEAD, last = HEAD + CALLS + (CALLS + GROUP - 1) / GROUP * 2 - 1;
  qsort(calls, CALLS, sizeof *calls, by_number);
  memcpy(filter, head, sizeof head);
  for (int first = 0; first < CALLS; first += GROUP) {
    int size = CALLS - first < GROUP ? CALLS - first : GROUP;
    if (first + GROUP < CALLS) filter[at++] = (struct sock_filter)IF(BPF_JGE, calls[first + GROUP].number, (unsigned char)(size + 1), 0);
    for (int i = first; i < first + size; i++, at++) filter[at] = (struct sock_filter)IF(BPF_JEQ, calls[i].number, (unsigned char)(last + (int)calls[i].end - at - 1), 0);
    filter[at++] = (struct sock_filter)ALLOW;
  }
  memcpy(filter + at, ends, sizeof ends);
  program.len = (unsigned short)(at + ENDS);
}
#endif

/* Once, by whoever starts all commands: what runs a program gets no capability by that, and what the kernel must know of the filter is ready. */
int prepare_rights(void) {
  for (int each = 0; each <= LAST_CAPABILITY; each++)
    if (prctl(PR_CAPBSET_DROP, each, 0, 0, 0) < 0) break;
#ifdef MACHINE
  make_filter();
#endif
  return prctl(PR_CAPBSET_READ, 0, 0, 0, 0) == 0 ? 0 : -1;
}

/* All capabilities, and the ways to new ones. */
int give_up_rights(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct none[2] = {{0, 0, 0}, {0, 0, 0}};
  if (syscall(SYS_capset, &header, none) < 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return -1;
#ifdef MACHINE
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
#else
  return 0;
#endif
}
