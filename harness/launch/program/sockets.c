/* TCP sockets of this machine that listen, by sock_diag(7). The text tables of /proc walk all connections' slots for each look, which takes
 * milliseconds however few there are; a dump of one state walks those that listen. */
#include "launch.h"
#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* The words of an address as /proc/net/tcp writes them: each of 32 bits, in this machine's order. */
static void tell_socket(const char *id, const struct inet_diag_msg *socket) {
  char line[128];
  int at = snprintf(line, sizeof line, "{\"id\":%s,\"listens\":\"", id);
  for (int i = 0; i < (socket->idiag_family == AF_INET6 ? 4 : 1); i++) at += snprintf(line + at, sizeof line - (size_t)at, "%08X", socket->id.idiag_src[i]);
  at += snprintf(line + at, sizeof line - (size_t)at, ":%04X\"}\n", ntohs(socket->id.idiag_sport));
  if (write(1, line, (size_t)at) != at) _exit(1);
}

/* 0 where the kernel told all of them; else why it did not, as errno. */
static int tell_family(int diag, const char *id, int family) {
  struct { struct nlmsghdr header; struct inet_diag_req_v2 request; } ask = {
      {sizeof ask, SOCK_DIAG_BY_FAMILY, NLM_F_REQUEST | NLM_F_DUMP, 0, 0},
      {.sdiag_family = (uint8_t)family, .sdiag_protocol = IPPROTO_TCP, .idiag_states = 1 << TCP_LISTEN}};
  if (send(diag, &ask, sizeof ask, 0) != (ssize_t)sizeof ask) return errno;
  for (;;) {
    static char buffer[1 << 15] __attribute__((aligned(8)));
    ssize_t got = recv(diag, buffer, sizeof buffer, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return got < 0 ? errno : EIO;
    for (struct nlmsghdr *header = (void *)buffer; NLMSG_OK(header, got); header = NLMSG_NEXT(header, got)) {
      if (header->nlmsg_type == NLMSG_DONE) return 0;
      if (header->nlmsg_type == NLMSG_ERROR) return -((struct nlmsgerr *)NLMSG_DATA(header))->error;
      tell_socket(id, NLMSG_DATA(header));
    }
  }
}

void answer_listening(const char *id) {
  int diag = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
  int wrong = diag < 0 ? errno : tell_family(diag, id, AF_INET);
  /* A machine without IPv6 has no such sockets. */
  if (!wrong) tell_family(diag, id, AF_INET6);
  if (diag >= 0) close(diag);
  answer(id, 0, 0, (long[3]){0, 0, 0}, "", 0, wrong ? "sockets" : "", wrong);
}
