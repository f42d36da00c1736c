/* Tries to get out of a container in all ways that a process has, and prints one line for each: its name, and `no` or what it got.
 *   escape HARNESS-PID SECRET-FILE ENGINE-FILE OUTSIDE-FOLDER */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>

static void tell(const char *name, int got) { printf("%s %s\n", name, got ? "GOT" : "no"); }
static int reads(const char *path) {
  char byte;
  int file = open(path, O_RDONLY);
  int got = file >= 0 && read(file, &byte, 1) == 1;
  if (file >= 0) close(file);
  return got;
}
static int writes(const char *path) { return open(path, O_WRONLY | O_CREAT, 0600) >= 0; }
static const char *of(const char *format, const char *word) {
  static char text[4096];
  snprintf(text, sizeof text, format, word);
  return text;
}
static int abstract(int type) {
  struct sockaddr_un to = {AF_UNIX, "\0gatehouse-escape"};
  return connect(socket(AF_UNIX, type, 0), (struct sockaddr *)&to, (socklen_t)(sizeof to.sun_family + 17)) == 0;
}

int main(int argc, char **argv) {
  if (argc < 5) return 2;
  const char *pid = argv[1], *secret = argv[2], *engine = argv[3], *outside = argv[4];
  tell("environment of the harness", reads(of("/proc/%s/environ", pid)));
  tell("memory of the harness", reads(of("/proc/%s/mem", pid)));
  tell("root of the harness", access(of("/proc/%s/root/etc", pid), F_OK) == 0);
  tell("environment of its supervisor", reads("/proc/1/environ"));
  tell("root of its supervisor", access("/proc/1/root/etc", F_OK) == 0);
  tell("sees its supervisor", access("/proc/1", F_OK) == 0);
  tell("a secret in the user's home", reads(secret));
  tell("a file outside, written", writes(of("%s/new", outside)));
  tell("a file at the root, written", writes("/new"));
  tell("a system folder, written", writes("/usr/new"));
  tell("its engine, written", open(engine, O_WRONLY) >= 0);
  tell("its engine, replaced", unlink(engine) == 0 || rename(engine, "/engine") == 0);
  tell("its engine, with other rights", chmod(engine, 0777) == 0);
  tell("users of the machine", reads("/etc/shadow") || reads("/etc/machine-id") || reads("/etc/gshadow"));
  tell("a setting of the kernel, written", writes("/proc/sys/kernel/core_pattern"));
  tell("a key of SysRq, pressed", writes("/proc/sysrq-trigger"));
  tell("memory of the machine", reads("/dev/mem") || reads("/dev/kmem") || reads("/proc/kcore"));
  tell("a disk", reads("/dev/vda") || reads("/dev/sda"));
  tell("a device, made", mknod("disk", S_IFBLK | 0600, makedev(254, 0)) == 0 || mknod("mem", S_IFCHR | 0600, makedev(1, 1)) == 0);
  tell("a mount", mount("none", ".", "tmpfs", 0, NULL) == 0);
  tell("the root, writable", mount(NULL, "/", NULL, MS_REMOUNT | MS_BIND, NULL) == 0);
  tell("the engine, writable", mount(NULL, engine, NULL, MS_REMOUNT | MS_BIND, NULL) == 0);
  tell("an unmount", umount2("/usr", MNT_DETACH) == 0 || umount2("/proc", MNT_DETACH) == 0);
  tell("another root", chroot(".") == 0);
  tell("a user namespace", unshare(CLONE_NEWUSER) == 0);
  tell("a user namespace by clone", syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0) >= 0);
  tell("a user namespace by clone3", syscall(435, (uint64_t[11]){CLONE_NEWUSER, 0, 0, 0, SIGCHLD}, 88) >= 0);
  tell("a mount namespace", unshare(CLONE_NEWNS) == 0);
  tell("a file system", syscall(430, "tmpfs", 0) >= 0);
  tell("a tree of files", syscall(428, AT_FDCWD, "/", 1) >= 0);
  tell("a file by its handle", syscall(SYS_open_by_handle_at, AT_FDCWD, "", 0) >= 0 || errno != EPERM);
  tell("its supervisor, traced", ptrace(PTRACE_ATTACH, 1, NULL, NULL) == 0);
  tell("a key of the user's session", syscall(SYS_keyctl, 0, -3, 0) >= 0);
  tell("memory that is counted nowhere", shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600) >= 0);
  tell("a capability", prctl(PR_CAPBSET_READ, CAP_SYS_ADMIN) == 1 || prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0) == 0);
  tell("a socket of the harness without a path", abstract(SOCK_STREAM) || abstract(SOCK_DGRAM));
  tell("a socket to what runs the machine", socket(AF_VSOCK, SOCK_STREAM, 0) >= 0);
  tell("a packet socket", socket(AF_PACKET, SOCK_RAW, 0) >= 0);
  tell("a BPF program", syscall(SYS_bpf, 0, 0, 0) >= 0 || errno != EPERM);
  tell("its own input, written", open("/proc/self/fd/0", O_WRONLY) >= 0);
  tell("another user", setuid(1) == 0 || setgid(1) == 0);
  tell("the clock", syscall(SYS_settimeofday, (long[2]){0, 0}, NULL) == 0);
  tell("the name of the machine", sethostname("x", 1) == 0);
  tell("a loopback address", ({
    int s = socket(AF_INET, SOCK_STREAM, 0);
    struct { short family; unsigned short port; unsigned char ip[4]; char rest[8]; } to = {AF_INET, 0, {127, 0, 0, 1}, {0}};
    to.port = (unsigned short)(atoi(argv[5]) >> 8 | atoi(argv[5]) << 8);
    connect(s, (struct sockaddr *)&to, sizeof to) == 0;
  }));
  for (int fd = 3; fd < 1024; fd++)
    if (fcntl(fd, F_GETFD) >= 0 && fd > 20) tell("a descriptor of the harness", 1);
  /* It may stop nobody: whoever is stopped holds no limit. */
  kill(1, SIGSTOP);
  kill(1, SIGKILL);
  kill(1, SIGTERM);
  tell("another process", kill(atoi(pid), 0) == 0);
  return 0;
}
