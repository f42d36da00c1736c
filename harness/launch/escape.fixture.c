/* Tries to get out of a container in all ways that a process has, and prints one line for each: its name, and `no` or what it got.
 *   escape HARNESS-PID SECRET-FILE ENGINE-FILE OUTSIDE-FOLDER PORT
 * Somebody listens at PORT of 127.0.0.1 and of 127.9.9.9, by TCP and UDP, and at an abstract socket. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/xattr.h>
#include <termios.h>
#include <time.h>
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

static struct sockaddr_in place(const char *host, int port) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
  inet_pton(AF_INET, host, &to.sin_addr);
  return to;
}

/* Whoever is at the other end has it then, or the kernel has a packet on its way. */
static int dials(const char *host, int port) {
  struct sockaddr_in to = place(host, port);
  int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  return connect(s, (struct sockaddr *)&to, sizeof to) == 0 || errno == EINPROGRESS;
}
static int dials_by_6(const char *host, int port) {
  struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_port = htons((unsigned short)port)};
  inet_pton(AF_INET6, host, &to.sin6_addr);
  return connect(socket(AF_INET6, SOCK_STREAM | SOCK_NONBLOCK, 0), (struct sockaddr *)&to, sizeof to) == 0 || errno == EINPROGRESS;
}
static int sends(const char *host, int port, int way) {
  struct sockaddr_in to = place(host, port);
  struct iovec part = {"x", 1};
  struct mmsghdr many = {.msg_hdr = {.msg_name = &to, .msg_namelen = sizeof to, .msg_iov = &part, .msg_iovlen = 1}};
  int s = socket(AF_INET, SOCK_DGRAM, 0);
  if (way == 0) return sendto(s, "x", 1, 0, (struct sockaddr *)&to, sizeof to) == 1;
  if (way == 1) return sendmsg(s, &many.msg_hdr, 0) == 1;
  if (way == 2) return sendmmsg(s, &many, 1, 0) == 1;
  if (way == 3) return sendto(socket(AF_INET, SOCK_STREAM, 0), "x", 1, MSG_FASTOPEN, (struct sockaddr *)&to, sizeof to) == 1;
  to.sin_family = AF_UNSPEC;
  return sendto(s, "x", 1, 0, (struct sockaddr *)&to, sizeof to) == 1;
}
static int binds(const char *host, int port) {
  struct sockaddr_in at = place(host, port);
  return bind(socket(AF_INET, SOCK_STREAM, 0), (struct sockaddr *)&at, sizeof at) == 0;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Between look and use: another thread changes what is named. */
static struct sockaddr_in changing;
static int racing = 1;
static int swap(void *port) {
  struct sockaddr_in own = place("127.9.9.8", 0), other = place("127.0.0.1", *(int *)port);
  while (racing) changing = own, changing = other;
  return 0;
}
static int races(int port) {
  static char stack[1 << 16];
  struct sockaddr_in peer;
  int got = 0;
  double start = now();
  if (clone(swap, stack + sizeof stack, CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD, &port) < 0) return 0;
  /* So long that the other thread has had its turns, and not as long as each look takes on a busy machine. */
  for (int i = 0; !got && now() < start + 5 && (i < 2000 || now() < start + 1); i++) {
    socklen_t length = sizeof peer;
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    if (connect(s, (struct sockaddr *)&changing, sizeof changing) == 0 && getpeername(s, (struct sockaddr *)&peer, &length) == 0) got = peer.sin_addr.s_addr == htonl(INADDR_LOOPBACK) && peer.sin_port != 0;
    close(s);
  }
  racing = 0;
  return got;
}

/* What lies in the harness's own memory, and who holds its limits. */
static void tell_harness(void) {
  static char value[1 << 16];
  struct rlimit limit;
  struct sched_param turn = {0};
  pid_t supervisor = getppid();
  tell("room behind the end of its output", fallocate(1, FALLOC_FL_KEEP_SIZE, 0, 1 << 26) == 0);
  tell("attributes of its output", fsetxattr(1, "user.x", value, sizeof value, 0) == 0 || syscall(463, 1, "", AT_EMPTY_PATH, "user.y", value, 16) == 0);
  tell("a lease on its input", fcntl(0, F_SETLEASE, F_WRLCK) == 0);
  tell("limits of its supervisor", prlimit(supervisor, RLIMIT_FSIZE, NULL, &limit) == 0);
  tell("turns of its supervisor", sched_setscheduler(supervisor, SCHED_OTHER, &turn) == 0 || setpriority(PRIO_PROCESS, (id_t)supervisor, 0) == 0);
  tell("turns of all of its user", setpriority(PRIO_USER, 0, 0) == 0);
  tell("a terminal", open("/dev/tty", O_RDWR) >= 0 || open("/dev/console", O_RDWR) >= 0 || ioctl(0, TIOCSTI, "x") == 0 || ioctl(1, TIOCSTI, "x") == 0);
  tell("shared memory of this machine", writes("/dev/shm/gatehouse-escape") || writes("/tmp/gatehouse-escape"));
  tell("more descriptors than are counted", getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_max > 4096);
  static const int refused[] = {425, 426, 427, 428, 429, 430, 431, 432, 433, 435, 442, SYS_keyctl, SYS_add_key, SYS_request_key, SYS_shmget, SYS_msgget, SYS_semget, SYS_mq_open, SYS_ptrace,
                                SYS_process_vm_readv, SYS_process_vm_writev, SYS_unshare, SYS_setns, SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_bpf, SYS_perf_event_open, SYS_userfaultfd,
                                SYS_open_by_handle_at, SYS_kexec_load, SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_quotactl, SYS_swapon, SYS_syslog, SYS_rt_sigqueueinfo};
  int passed = 0;
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) passed += syscall(refused[i], 0, 0, 0, 0, 0, 0) >= 0 || (errno != EPERM && errno != ENOSYS);
  tell("a call of no engine", passed);
}

static void tell_network(int port) {
  tell("a loopback address", dials("127.0.0.1", port));
  tell("another case's address", dials("127.9.9.9", port));
  tell("this machine by no address", dials("0.0.0.0", port));
  tell("a routable address", dials("1.1.1.1", 80) || dials("10.0.2.2", 80) || dials("192.0.2.1", 443));
  tell("an address of IPv6", dials_by_6("::1", port) || dials_by_6("2001:db8::1", 80) || dials_by_6("::ffff:127.0.0.1", port));
  for (int way = 0; way < 5; way++) tell(way == 0 ? "a datagram" : way == 3 ? "a fast connection" : "a message", sends("127.0.0.1", port, way) || sends("1.1.1.1", 53, way));
  tell("another's address as its own", binds("127.9.9.9", 28999) || binds("127.9.9.9", 0) || binds("127.0.0.1", 28999) || binds("0.0.0.0", 28999));
  tell("an address that changes while it is looked at", races(port));
  tell("the sockets of its network", ({
    int s = socket(AF_NETLINK, SOCK_RAW, 4);
    struct { struct { unsigned length; unsigned short type, flags; unsigned sequence, pid; } head; struct { unsigned char family, protocol, more, pad; unsigned states; char id[48]; } ask; } all = {{72, 20, 0x301, 1, 0}, {AF_INET, IPPROTO_TCP, 0, 0, ~0U, {0}}};
    char answer[4096];
    s >= 0 && send(s, &all, 72, 0) == 72 && recv(s, answer, sizeof answer, 0) > 60;
  }));
  tell("a socket of a kind that names addresses elsewhere", socket(AF_INET, SOCK_SEQPACKET, 0) >= 0 || socket(AF_INET, 6, 0) >= 0 || socket(AF_INET, SOCK_RAW, IPPROTO_TCP) >= 0);
  tell("a ring of requests", syscall(425, 4, (char[120]){0}) >= 0);
}

static int rests(void *unused) {
  while (pause() < 0) continue;
  return unused != NULL;
}

/* Memory that no process has mapped: what waits in sockets, and in sockets that wait in them. */
static void talks(const char *way) {
  static char bytes[1 << 16];
  for (int pair[2]; socketpair(AF_UNIX, strcmp(way, "datagrams") == 0 ? SOCK_DGRAM : SOCK_STREAM, 0, pair) == 0; usleep(500))
    for (int side = 0; side < 2; side++)
      while (send(pair[side], bytes, strcmp(way, "datagrams") == 0 ? 1 << 14 : sizeof bytes, MSG_DONTWAIT) > 0) continue;
  pause();
}

/* Many more than a case may have, and yet few enough that the machine of whoever mends a limit lives on. */
/* Not without end: whoever does not hold it must not lose the machine. */
static int multiplies(const char *what) {
  int *made = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  for (time_t end = time(NULL) + 30; time(NULL) < end;) {
    if (__atomic_add_fetch(made, 1, __ATOMIC_RELAXED) > 600 && usleep(1000) == 0) continue;
    char *stack = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (strcmp(what, "processes") == 0) fork();
    else if (strcmp(what, "sessions") == 0) (void)!setsid(), (void)!setpgid(0, 0), fork();
    else if (clone(rests, stack + 4096, CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM, NULL) < 0) usleep(1000);
  }
  return 0;
}

int main(int argc, char **argv) {
  if (argc == 3 && strcmp(argv[1], "talks") == 0) talks(argv[2]);
  if (argc == 3 && strcmp(argv[1], "multiplies") == 0) return multiplies(argv[2]);
  /* Standard output grows behind its end, or what tells of the ending does. */
  for (; argc == 3 && strcmp(argv[1], "swells") == 0; usleep(1000))
    if (write(atoi(argv[2]), rests, 4096) < 0) return 3;
  while (argc == 3 && strcmp(argv[1], "asks") == 0) strcmp(argv[2], "connect") == 0 ? dials("1.1.1.1", 80) : sends("1.1.1.1", 80, 0);
  /* Memory of no process: files of no name, of which nothing is mapped. */
  static char mebibyte[1 << 20];
  for (; argc == 2 && strcmp(argv[1], "fills") == 0; usleep(1000))
    if (write(memfd_create("x", 0), mebibyte, sizeof mebibyte) < 0) return 3;
  if (argc < 6) return 2;
  const char *pid = argv[1], *secret = argv[2], *engine = argv[3], *outside = argv[4];
  for (int fd = 3; fd < 1024; fd++)
    if (fcntl(fd, F_GETFD) >= 0) tell("a descriptor of the harness", 1);
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
  tell_harness();
  tell_network(atoi(argv[5]));
  /* It may stop nobody: whoever is stopped holds no limit. */
  kill(1, SIGSTOP);
  kill(1, SIGKILL);
  kill(1, SIGTERM);
  tell("another process", kill(atoi(pid), 0) == 0);
  return 0;
}
