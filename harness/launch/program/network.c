/* A command that shares this machine's network asks its supervisor before it names an address. The supervisor makes the call itself, by a
 * copy of the socket and of the address: what it has judged is what the kernel gets, whatever other threads of the command do meanwhile. */
#include "launch.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>

/* C libraries that are older than the kernel do not name them; these numbers are the same on all architectures. */
enum { PIDFD_OF_THREAD = O_EXCL, MPTCP = 262, SOCK_KINDS = 15, WAIT_KILLABLE = 1 << 5 };
enum { MOST_BYTES = 1 << 18, MOST_PARTS = 1024, PATIENCE_US = 500000 };

#define FIELD(name) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, name))
#define IS(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), (yes), (no))
#define ANSWER(what) BPF_STMT(BPF_RET | BPF_K, (what))
#define WHEN(value, what) IS(value, 0, 1), ANSWER(what)

static struct sock_filter filter[] = {
    FIELD(nr), WHEN(SYS_connect, SECCOMP_RET_USER_NOTIF), WHEN(SYS_bind, SECCOMP_RET_USER_NOTIF), WHEN(SYS_sendmsg, SECCOMP_RET_USER_NOTIF),
    WHEN(SYS_sendmmsg, SECCOMP_RET_USER_NOTIF),
    /* `sendto`, where either half of the pointer to an address is there. */
    IS(SYS_sendto, 0, 7), FIELD(args[4]), IS(0, 1, 0), ANSWER(SECCOMP_RET_USER_NOTIF),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[4]) + 4), IS(0, 1, 0), ANSWER(SECCOMP_RET_USER_NOTIF), ANSWER(SECCOMP_RET_ALLOW),
    /* Netlink tells of all sockets of this machine; other protocols and kinds have other ways to name an address. */
    IS(SYS_socket, 1, 0), ANSWER(SECCOMP_RET_ALLOW), FIELD(args[0]), WHEN(AF_NETLINK, SECCOMP_RET_ERRNO | EAFNOSUPPORT),
    IS(AF_UNIX, 5, 0), FIELD(args[1]), BPF_STMT(BPF_ALU | BPF_AND | BPF_K, SOCK_KINDS), IS(SOCK_STREAM, 2, 0), IS(SOCK_DGRAM, 1, 0),
    ANSWER(SECCOMP_RET_ERRNO | ESOCKTNOSUPPORT), FIELD(args[2]),
    IS(0, 3, 0), IS(IPPROTO_TCP, 2, 0), IS(IPPROTO_UDP, 1, 0), IS(MPTCP, 0, 1), ANSWER(SECCOMP_RET_ALLOW), ANSWER(SECCOMP_RET_ERRNO | EPROTONOSUPPORT),
};
static const struct sock_fprog program = {sizeof filter / sizeof *filter, filter};

/* Called by what becomes the command: a descriptor through which it asks; -1 with errno. */
int ask_about_addresses(void) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return -1;
  /* A signal must not make the command ask again for a call that was made: a second bind fails. Kernels before 5.19 cannot promise that. */
  int channel = (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER | WAIT_KILLABLE, &program);
  if (channel >= 0 || errno != EINVAL) return channel;
  return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
}

/* An address as it is looked at: of IPv4, which IPv6 may hold; `other` is any other. */
struct place { uint32_t host; uint16_t port; int other, loopback6, any; };

static struct place place_of(const struct sockaddr_storage *address, socklen_t length) {
  struct place place = {0, 0, 1, 0, 0};
  if (address->ss_family == AF_INET && length >= sizeof(struct sockaddr_in)) {
    const struct sockaddr_in *v4 = (const void *)address;
    place = (struct place){ntohl(v4->sin_addr.s_addr), ntohs(v4->sin_port), 0, 0, v4->sin_addr.s_addr == 0};
  } else if (address->ss_family == AF_INET6 && length >= sizeof(struct sockaddr_in6)) {
    const struct sockaddr_in6 *v6 = (const void *)address;
    uint32_t host;
    memcpy(&host, v6->sin6_addr.s6_addr + 12, sizeof host);
    int mapped = IN6_IS_ADDR_V4MAPPED(&v6->sin6_addr);
    place = (struct place){mapped ? ntohl(host) : 0, ntohs(v6->sin6_port), !mapped, IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr), IN6_IS_ADDR_UNSPECIFIED(&v6->sin6_addr) || (mapped && host == 0)};
  }
  return place;
}

/* `HOST:PORT`; port 0: any of that host. */
static int is_listed(char **allowed, uint32_t host, uint16_t port) {
  for (; *allowed; allowed++) {
    unsigned a, b, c, d, own;
    if (sscanf(*allowed, "%u.%u.%u.%u:%u", &a, &b, &c, &d, &own) != 5) continue;
    if (host == (a << 24 | b << 16 | c << 8 | d) && (own == 0 || own == port)) return 1;
  }
  return 0;
}

/* 0, or the error that the command gets, as where nobody is. */
static int refuses(int call, const struct sockaddr_storage *address, socklen_t length, char **allowed) {
  struct place to = place_of(address, length);
  if (address->ss_family == AF_UNSPEC) return call == SYS_connect ? 0 : EAFNOSUPPORT;
  if (address->ss_family != AF_INET && address->ss_family != AF_INET6) return call == SYS_bind ? EACCES : ECONNREFUSED;
  int loops = to.loopback6 || (!to.other && to.host >> 24 == 127);
  /* What has no host of its own is at nobody else's. */
  int common = to.any || to.loopback6 || (!to.other && to.host == INADDR_LOOPBACK);
  if (call == SYS_bind) return (common && (to.port == 0 || is_listed(allowed, 0, to.port))) || (!to.other && is_listed(allowed, to.host, to.port)) ? 0 : EADDRNOTAVAIL;
  /* Nobody can have port 0: C libraries connect there to learn which address they would send from. */
  if (call == SYS_connect && to.port == 0 && loops) return 0;
  return !to.other && !to.any && is_listed(allowed, to.host, to.port) ? 0 : ENETUNREACH;
}

static int socket_of(pid_t task, int number) {
  int process = (int)syscall(PIDFD_OPEN, task, PIDFD_OF_THREAD);
  /* Kernels before 6.9 know the first thread of a process alone. */
  if (process < 0) process = (int)syscall(PIDFD_OPEN, leader_of(task), 0);
  if (process < 0) return -1;
  int copy = (int)syscall(PIDFD_GETFD, process, number, 0), why = errno;
  close(process);
  errno = why;
  return copy;
}

static int fetch(pid_t task, uint64_t from, void *to, size_t size) {
  struct iovec here = {to, size}, there = {(void *)(uintptr_t)from, size};
  if (process_vm_readv(task, &here, 1, &there, 1, 0) == (ssize_t)size) return 0;
  return errno = EFAULT, -1;
}

/* What a command would send: bytes in its parts, and to whom where it names somebody. */
struct sending { uint64_t name; socklen_t length; const struct iovec *parts; size_t count; int flags; };

/* Bytes of a message, one after the other; a stream may always take fewer. */
static ssize_t gather_bytes(pid_t task, const struct sending *s, char *bytes) {
  size_t have = 0;
  for (size_t i = 0; i < s->count && have < MOST_BYTES; i++) {
    size_t size = s->parts[i].iov_len < MOST_BYTES - have ? s->parts[i].iov_len : MOST_BYTES - have;
    if (size > 0 && fetch(task, (uintptr_t)s->parts[i].iov_base, bytes + have, size) < 0) return -1;
    have += size;
  }
  return (ssize_t)have;
}

static int fetch_address(pid_t task, uint64_t from, socklen_t length, struct sockaddr_storage *address) {
  memset(address, 0, sizeof *address);
  if (length < sizeof address->ss_family || length > sizeof *address) return errno = EINVAL, -1;
  return fetch(task, from, address, length);
}

static long send_for(pid_t task, int own, const struct sending *s, char **allowed) {
  static char bytes[MOST_BYTES];
  struct sockaddr_storage to;
  int named = s->name != 0 && s->length > 0;
  if (named && fetch_address(task, s->name, s->length, &to) < 0) return -1;
  if (named && (errno = refuses(SYS_sendto, &to, s->length, allowed)) != 0) return -1;
  ssize_t size = gather_bytes(task, s, bytes);
  if (size < 0) return -1;
  /* A supervisor that waits would hold no limit: who would wait tries again. */
  int waits = !(s->flags & MSG_DONTWAIT) && !(fcntl(own, F_GETFL) & O_NONBLOCK);
  ssize_t sent = sendto(own, bytes, (size_t)size, s->flags | MSG_DONTWAIT | MSG_NOSIGNAL, named ? (void *)&to : NULL, named ? s->length : 0);
  if (sent < 0 && errno == EAGAIN && waits) errno = EINTR;
  return sent;
}

static long send_message(pid_t task, int own, const struct msghdr *message, int flags, char **allowed) {
  struct iovec parts[MOST_PARTS];
  if (message->msg_iovlen > MOST_PARTS) return errno = EMSGSIZE, -1;
  /* Descriptors and the like are nothing for a network. */
  if (message->msg_controllen > 0) return errno = EOPNOTSUPP, -1;
  if (message->msg_iovlen > 0 && fetch(task, (uintptr_t)message->msg_iov, parts, message->msg_iovlen * sizeof *parts) < 0) return -1;
  struct sending s = {(uintptr_t)message->msg_name, message->msg_namelen, parts, message->msg_iovlen, flags};
  return send_for(task, own, &s, allowed);
}

static void nothing(int signal) { (void)signal; }

static long connect_for(int own, const struct sockaddr_storage *address, socklen_t length) {
  struct itimerval soon = {{0, 0}, {0, PATIENCE_US}}, never = {{0, 0}, {0, 0}};
  struct sigaction wakes = {.sa_handler = nothing};
  sigaction(SIGALRM, &wakes, NULL);
  setitimer(ITIMER_REAL, &soon, NULL);
  int result = connect(own, (const void *)address, length), why = errno;
  setitimer(ITIMER_REAL, &never, NULL);
  errno = why;
  return result;
}

static long call_for(const struct seccomp_notif *asked, int own, char **allowed) {
  uint64_t args[6];
  memcpy(args, asked->data.args, sizeof args);
  pid_t task = (pid_t)asked->pid;
  struct sockaddr_storage address;
  struct mmsghdr first;
  switch (asked->data.nr) {
    case SYS_sendto: {
      struct iovec part = {(void *)(uintptr_t)args[1], args[2]};
      struct sending s = {args[4], (socklen_t)args[5], &part, 1, (int)args[3]};
      return send_for(task, own, &s, allowed);
    }
    case SYS_sendmsg:
      return fetch(task, args[1], &first.msg_hdr, sizeof first.msg_hdr) < 0 ? -1 : send_message(task, own, &first.msg_hdr, (int)args[2], allowed);
    case SYS_sendmmsg: {
      /* The first of several: it may always be fewer. */
      if ((uint32_t)args[2] == 0) return 0;
      long sent = fetch(task, args[1], &first, sizeof first) < 0 ? -1 : send_message(task, own, &first.msg_hdr, (int)args[3], allowed);
      first.msg_len = (unsigned)sent;
      struct iovec here = {&first.msg_len, sizeof first.msg_len}, there = {(void *)(uintptr_t)(args[1] + offsetof(struct mmsghdr, msg_len)), sizeof first.msg_len};
      return sent < 0 || process_vm_writev(task, &here, 1, &there, 1, 0) < 0 ? -1 : 1;
    }
    default:
      if (fetch_address(task, args[1], (socklen_t)args[2], &address) < 0) return -1;
      if ((errno = refuses(asked->data.nr, &address, (socklen_t)args[2], allowed)) != 0) return -1;
      return asked->data.nr == SYS_bind ? bind(own, (void *)&address, (socklen_t)args[2]) : connect_for(own, &address, (socklen_t)args[2]);
  }
}

/* Answers what a command asks; allowed is a list of `HOST:PORT`. */
void answer_about_address(int asking, char **allowed) {
  struct seccomp_notif asked = {0};
  if (ioctl(asking, SECCOMP_IOCTL_NOTIF_RECV, &asked) < 0) return;
  struct seccomp_notif_resp answer = {.id = asked.id};
  int own = socket_of((pid_t)asked.pid, (int)asked.data.args[0]);
  /* Another process may have its number by now. */
  if (own >= 0 && ioctl(asking, SECCOMP_IOCTL_NOTIF_ID_VALID, &asked.id) == 0) answer.val = call_for(&asked, own, allowed);
  else answer.val = -1;
  if (answer.val < 0) {
    answer.error = -(errno ? errno : EPERM);
    answer.val = 0;
  }
  if (own >= 0) close(own);
  ioctl(asking, SECCOMP_IOCTL_NOTIF_SEND, &answer);
}
