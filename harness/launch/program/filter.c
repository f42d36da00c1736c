/* What a contained process may not ask of the kernel: nothing of this is an engine's business, and each is a way to what it does not see. */
#include "launch.h"
#include <errno.h>
#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
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
#define ERROR(number) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (number))
#define REFUSE(call) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 1), ERROR(EPERM)
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

#ifdef MACHINE
static struct sock_filter filter[] = {
    FIELD(arch), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0), ERROR(ENOSYS),
    FIELD(nr), BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, FOREIGN_ABI, 0, 1), ERROR(ENOSYS),
    /* Keys of the user's session are no files; what System V calls shared memory is counted nowhere. */
    REFUSE(SYS_keyctl), REFUSE(SYS_add_key), REFUSE(SYS_request_key), REFUSE(SYS_shmget), REFUSE(SYS_msgget), REFUSE(SYS_semget), REFUSE(SYS_mq_open),
    REFUSE(SYS_ptrace), REFUSE(SYS_process_vm_readv), REFUSE(SYS_process_vm_writev), REFUSE(SYS_unshare), REFUSE(SYS_setns), REFUSE(SYS_mount), REFUSE(SYS_umount2),
    REFUSE(SYS_pivot_root), REFUSE(SYS_chroot), REFUSE(SYS_bpf), REFUSE(SYS_perf_event_open), REFUSE(SYS_userfaultfd), REFUSE(SYS_open_by_handle_at), REFUSE(SYS_kexec_load),
    REFUSE(SYS_init_module), REFUSE(SYS_finit_module), REFUSE(SYS_delete_module), REFUSE(SYS_quotactl), REFUSE(SYS_swapon), REFUSE(SYS_syslog), REFUSE(SYS_rt_sigqueueinfo),
    /* What a ring of requests asks, no filter sees: io_uring_setup, _enter, _register. */
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 425, 0, 2), BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, 427, 1, 0), ERROR(ENOSYS),
    /* open_tree, move_mount, fsopen, fsconfig, fsmount, fspick, and mount_setattr. */
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 428, 0, 2), BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, 433, 1, 0), ERROR(EPERM), REFUSE(442),
    /* Its flags lie in memory, where a filter cannot look: C libraries then take clone. */
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1), ERROR(ENOSYS),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 4), FIELD(args[0]), BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_USER, 0, 1), ERROR(EPERM), ALLOW,
    /* Sockets of kinds that a network namespace does not hold, such as to what runs this machine. */
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 1, 0), ALLOW, FIELD(args[0]), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_UNIX, 3, 0),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_INET, 2, 0), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_INET6, 1, 0), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_NETLINK, 0, 1), ALLOW,
    ERROR(EAFNOSUPPORT),
};
static const struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
#endif

/* All capabilities, and the ways to new ones. */
int give_up_rights(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct none[2] = {{0, 0, 0}, {0, 0, 0}};
  for (int each = 0; each <= LAST_CAPABILITY; each++)
    if (prctl(PR_CAPBSET_DROP, each, 0, 0, 0) < 0) break;
  if (syscall(SYS_capset, &header, none) < 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return -1;
#ifdef MACHINE
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
#else
  return 0;
#endif
}
