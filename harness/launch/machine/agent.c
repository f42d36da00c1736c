/* The first program of a guest machine: loads its drivers, takes files and streams in and out over a virtio-serial port,
 * and has the launcher program (launch.c, the same as on the host) run commands. Linux.
 *
 * Frames, both ways: a 32-bit little-endian length, then a letter and its payload. Text ends in a NUL; modes are 32 bits.
 * From the host, carried out in order:
 *   T nanoseconds(64) seed(64 bytes)   set the clock, stir the seed into the kernel's random state
 *   D mode path                        make a folder and those above it
 *   F mode path                        make a file; B bytes that follow are its content
 *   L path target                      make a symbolic link
 *   W path                             remove a tree
 *   Q stream(32) path                  make a named pipe for a stream of the next command, 0 to 2, and hold its other end
 *   I bytes                            standard input into its pipe; none: it ends. The next one after an i
 *   N                                  tell what listens
 *   G most-bytes(64) path              send a tree back
 *   X request                          a request of launch.c, passed on as it is
 *   P                                  say that the agent is there
 * To the host: d mode path, f mode path, b bytes, l path target, o path (neither of these) and e at the end of a tree;
 * i when bytes of standard input were taken; s stream(32) bytes, what came out of a pipe; n text, the kernel's tables of
 * TCP sockets; a oom-kills(32) line, an answer of launch.c with how often memory ran out since its request; p for P; x text, for
 * what could not be done. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/random.h>
#include <net/if.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LONGEST_FRAME = 16 << 20, CHUNK = 1 << 18, SEED = 64, LONGEST_PATH = 4096, MOST_ENTRIES = 100000, PATIENCE_MS = 10000 };

static int port = -1, launch_in = -1, launch_out = -1, open_file = -1;
static uint32_t oom_before;

/* Our ends of the pipes of a command's streams, and what its standard input has not taken yet. */
static int pipes[3] = {-1, -1, -1};
static char input[CHUNK];
static size_t input_at, input_size;
static int input_ends;

/* Without the agent the machine is of no use: it says why on its console, and goes off. */
static void die(const char *what) {
  printf("agent: %s: %s\n", what, strerror(errno));
  fflush(stdout);
  sync();
  reboot(RB_POWER_OFF);
  _exit(1);
}

static void write_all(int fd, const void *data, size_t size) {
  for (const char *at = data; size > 0;) {
    ssize_t put = write(fd, at, size);
    if (put < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (put <= 0) die("write");
    at += put;
    size -= (size_t)put;
  }
}

/* One write a small frame: each costs the host a wake-up. */
static void send_frame(char letter, const void *head, size_t head_size, const void *tail, size_t tail_size) {
  static char frame[5 + LONGEST_PATH * 2 + CHUNK];
  uint32_t length = (uint32_t)(1 + head_size + tail_size);
  memcpy(frame, &length, 4);
  frame[4] = letter;
  memcpy(frame + 5, head, head_size);
  if (tail_size) memcpy(frame + 5 + head_size, tail, tail_size);
  write_all(port, frame, 5 + head_size + tail_size);
}

static void complain(const char *what, const char *path) {
  char text[LONGEST_PATH + 256];
  int length = snprintf(text, sizeof text, "%s %.*s: %s", what, LONGEST_PATH, path, strerror(errno));
  send_frame('x', text, (size_t)length, NULL, 0);
}

static uint32_t count_oom(void) {
  char line[128];
  unsigned count = 0;
  FILE *file = fopen("/proc/vmstat", "r");
  if (!file) return 0;
  while (fgets(line, sizeof line, file) && sscanf(line, "oom_kill %u", &count) != 1) {}
  fclose(file);
  return count;
}

static int make_folders(char *path) {
  for (char *at = path + 1; (at = strchr(at, '/')); at++) {
    *at = 0;
    if (mkdir(path, 0755) < 0 && errno != EEXIST) return -1;
    *at = '/';
  }
  return 0;
}

static void remove_tree(const char *path) {
  struct stat status;
  if (lstat(path, &status) < 0) return;
  if (!S_ISDIR(status.st_mode)) {
    unlink(path);
    return;
  }
  DIR *folder = opendir(path);
  for (struct dirent *entry; folder && (entry = readdir(folder));) {
    char child[LONGEST_PATH];
    if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
    if (snprintf(child, sizeof child, "%s/%s", path, entry->d_name) < (int)sizeof child) remove_tree(child);
  }
  if (folder) closedir(folder);
  rmdir(path);
}

struct sending { uint64_t bytes, most; long entries; size_t root; };

static int send_content(const char *path, struct sending *sending) {
  static char buffer[CHUNK];
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0) return -1;
  ssize_t got;
  while ((got = read(file, buffer, sizeof buffer)) > 0) {
    if ((sending->bytes += (uint64_t)got) > sending->most) {
      close(file);
      errno = EFBIG;
      return -1;
    }
    send_frame('b', buffer, (size_t)got, NULL, 0);
  }
  int failed = got < 0 ? errno : 0;
  close(file);
  errno = failed;
  return failed ? -1 : 0;
}

/* Sends what stands at a path, named relative to the root of the tree; -1 with errno where it cannot all be sent. */
static int send_tree(const char *path, struct sending *sending) {
  struct stat status;
  if (lstat(path, &status) < 0) return -1;
  if (++sending->entries > MOST_ENTRIES) {
    errno = EFBIG;
    return -1;
  }
  const char *name = path + sending->root;
  while (*name == '/') name++;
  uint32_t mode = status.st_mode & 07777;
  char head[4 + LONGEST_PATH];
  memcpy(head, &mode, 4);
  size_t length = strlen(name) + 1;
  memcpy(head + 4, name, length);
  if (S_ISREG(status.st_mode)) {
    send_frame('f', head, 4 + length, NULL, 0);
    return send_content(path, sending);
  }
  if (S_ISLNK(status.st_mode)) {
    char target[LONGEST_PATH] = "";
    if (readlink(path, target, sizeof target - 1) < 0) return -1;
    send_frame('l', name, length, target, strlen(target) + 1);
    return 0;
  }
  if (!S_ISDIR(status.st_mode)) {
    send_frame('o', name, length, NULL, 0);
    return 0;
  }
  send_frame('d', head, 4 + length, NULL, 0);
  DIR *folder = opendir(path);
  if (!folder) return -1;
  int failed = 0;
  for (struct dirent *entry; !failed && (entry = readdir(folder));) {
    char child[LONGEST_PATH];
    if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
    if (snprintf(child, sizeof child, "%s/%s", path, entry->d_name) >= (int)sizeof child) failed = ENAMETOOLONG;
    else if (send_tree(child, sending) < 0) failed = errno;
  }
  closedir(folder);
  errno = failed;
  return failed ? -1 : 0;
}

/* A machine that was restored has the clock and the random state of its snapshot, as have its siblings. */
static void wake(const char *payload) {
  uint64_t now;
  memcpy(&now, payload, 8);
  struct timespec time = {(time_t)(now / 1000000000), (long)(now % 1000000000)};
  struct { struct rand_pool_info info; char seed[SEED]; } pool = {{SEED * 8, SEED}, {0}};
  memcpy(pool.info.buf, payload + 8, SEED);
  int random = open("/dev/urandom", O_RDWR | O_CLOEXEC);
  if (clock_settime(CLOCK_REALTIME, &time) < 0) complain("set", "the clock");
  if (random < 0 || ioctl(random, RNDADDENTROPY, &pool) < 0 || ioctl(random, RNDRESEEDCRNG) < 0) complain("seed", "/dev/urandom");
  if (random >= 0) close(random);
}

static void close_pipe(int stream) {
  if (pipes[stream] >= 0) close(pipes[stream]);
  pipes[stream] = -1;
}

static int make_pipe(uint32_t stream, char *path) {
  if (stream > 2) {
    errno = EINVAL;
    return -1;
  }
  close_pipe((int)stream);
  if (stream == 0) input_at = input_size = (size_t)(input_ends = 0);
  if (make_folders(path) < 0 || mkfifo(path, 0600) < 0) return -1;
  /* An input is open both ways: a pipe that nobody reads yet could not be opened else. */
  pipes[stream] = open(path, (stream == 0 ? O_RDWR : O_RDONLY) | O_NONBLOCK | O_CLOEXEC);
  return pipes[stream];
}

/* Gives the command's standard input what it takes now. */
static void feed(void) {
  while (pipes[0] >= 0 && input_at < input_size) {
    ssize_t put = write(pipes[0], input + input_at, input_size - input_at);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0 && errno == EAGAIN) return;
    if (put <= 0) close_pipe(0);
    else input_at += (size_t)put;
  }
  if (input_size > 0) send_frame('i', NULL, 0, NULL, 0);
  input_at = input_size = 0;
  if (input_ends) close_pipe(0);
}

static void take_input(const char *bytes, size_t size) {
  if (size > sizeof input || input_size > 0) die("input that was not asked for");
  memcpy(input, bytes, size);
  input_size = size;
  if (size == 0) input_ends = 1;
  feed();
}

/* Sends on what came out of a pipe; 0 when there is nothing more now. */
static int drain(int stream) {
  static char buffer[CHUNK];
  uint32_t number = (uint32_t)stream;
  ssize_t got = pipes[stream] < 0 ? 0 : read(pipes[stream], buffer, sizeof buffer);
  if (got < 0 && errno == EINTR) return 1;
  if (got < 0 && errno == EAGAIN) return 0;
  if (got <= 0) {
    close_pipe(stream);
    return 0;
  }
  send_frame('s', &number, 4, buffer, (size_t)got);
  return 1;
}

static void tell_listening(void) {
  static char text[CHUNK];
  static const char *const tables[] = {"/proc/net/tcp", "/proc/net/tcp6"};
  size_t size = 0;
  for (int i = 0; i < 2; i++) {
    int file = open(tables[i], O_RDONLY | O_CLOEXEC);
    ssize_t got;
    while (file >= 0 && (got = read(file, text + size, sizeof text - size)) > 0) size += (size_t)got;
    if (file >= 0) close(file);
  }
  send_frame('n', text, 0, text, size);
}

static uint32_t take_mode(char **at) {
  uint32_t mode;
  memcpy(&mode, *at, 4);
  *at += 4;
  return mode;
}

/* Carries out one frame; its payload has room for a NUL at its end. */
static void carry_out(char letter, char *at, size_t size) {
  at[size] = 0;
  if (letter == 'B') {
    for (size_t done = 0; open_file >= 0 && done < size;) {
      ssize_t put = write(open_file, at + done, size - done);
      if (put > 0) done += (size_t)put;
      else if (errno != EINTR) {
        complain("write", "a file");
        close(open_file);
        open_file = -1;
      }
    }
    return;
  }
  if (letter == 'I') {
    take_input(at, size);
    return;
  }
  if (open_file >= 0) close(open_file);
  open_file = -1;
  if (letter == 'P') send_frame('p', NULL, 0, NULL, 0);
  else if (letter == 'T' && size >= 8 + SEED) wake(at);
  else if (letter == 'W') remove_tree(at);
  else if (letter == 'N') tell_listening();
  else if (letter == 'Q' && size > 4) {
    uint32_t stream = take_mode(&at);
    if (make_pipe(stream, at) < 0) complain("make a pipe", at);
  }
  else if (letter == 'D' && size > 4) {
    uint32_t mode = take_mode(&at);
    if (make_folders(at) < 0 || (mkdir(at, 0755) < 0 && errno != EEXIST) || chmod(at, mode) < 0) complain("make", at);
  } else if (letter == 'F' && size > 4) {
    uint32_t mode = take_mode(&at);
    if (make_folders(at) == 0) open_file = open(at, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (open_file < 0 || fchmod(open_file, mode) < 0) complain("make", at);
  } else if (letter == 'L') {
    if (make_folders(at) < 0 || symlink(at + strlen(at) + 1, at) < 0) complain("link", at);
  } else if (letter == 'G' && size > 8) {
    struct sending sending = {0};
    memcpy(&sending.most, at, 8);
    sending.root = strlen(at + 8);
    if (send_tree(at + 8, &sending) < 0) complain("send", at + 8);
    else send_frame('e', NULL, 0, NULL, 0);
  } else if (letter == 'X') {
    uint32_t length = (uint32_t)size;
    oom_before = count_oom();
    write_all(launch_in, &length, 4);
    write_all(launch_in, at, size);
  } else {
    errno = EINVAL;
    complain("frame", "");
  }
}

static void load_drivers(void) {
  struct dirent **names;
  int count = scandir("/modules", &names, NULL, alphasort);
  for (int i = 0; i < count; i++) {
    char path[512];
    if (names[i]->d_name[0] == '.') continue;
    snprintf(path, sizeof path, "/modules/%s", names[i]->d_name);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || (syscall(SYS_finit_module, file, "", 0) < 0 && errno != EEXIST)) die(path);
    close(file);
  }
}

static void open_port(void) {
  for (int waited = 0; (port = open("/dev/vport0p1", O_RDWR | O_CLOEXEC)) < 0; waited += 5) {
    if (waited > PATIENCE_MS) die("/dev/vport0p1");
    usleep(5000);
  }
}

static void start_launcher(void) {
  int in[2], out[2];
  if (pipe2(in, O_CLOEXEC) < 0 || pipe2(out, O_CLOEXEC) < 0) die("pipe");
  pid_t pid = fork();
  if (pid < 0) die("fork");
  if (pid == 0) {
    char *none[] = {NULL}, *argv[] = {"launch", NULL};
    dup2(in[0], 0);
    dup2(out[1], 1);
    execve("/launch", argv, none);
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  launch_in = in[1];
  launch_out = out[0];
}

static void raise_interface(int fd, const char *name) {
  struct ifreq request = {.ifr_flags = IFF_UP | IFF_RUNNING};
  strcpy(request.ifr_name, name);
  if (ioctl(fd, SIOCSIFFLAGS, &request) < 0) die(name);
}

static void set_address(int fd, unsigned long what, const char *address) {
  struct ifreq request = {0};
  struct sockaddr_in *own = (struct sockaddr_in *)&request.ifr_addr;
  strcpy(request.ifr_name, "eth0");
  own->sin_family = AF_INET;
  if (inet_pton(AF_INET, address, &own->sin_addr) != 1 || ioctl(fd, what, &request) < 0) die("the address of eth0");
}

/* Connections from the host come to addresses of 127.0.0.0/8, the same as there: such must be let in, and answered. */
static void raise_network(void) {
  static const char path[] = "/proc/sys/net/ipv4/conf/eth0/route_localnet";
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) die("socket");
  raise_interface(fd, "lo");
  set_address(fd, SIOCSIFADDR, "10.0.2.15");
  set_address(fd, SIOCSIFNETMASK, "255.255.255.0");
  raise_interface(fd, "eth0");
  close(fd);
  int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) die(path);
  write_all(file, "1", 1);
  close(file);
}

static void mount_at(const char *type, const char *path, const char *options) {
  mkdir(path, 0755);
  if (mount(type, path, type, MS_NOSUID, options) < 0 && errno != EBUSY) die(path);
}

/* Passes on the lines that launch.c has answered. */
static void pass_answers(void) {
  static char line[4096];
  static size_t have;
  ssize_t got = read(launch_out, line + have, sizeof line - have);
  if (got <= 0) die("the launcher program has ended");
  have += (size_t)got;
  for (char *end; (end = memchr(line, '\n', have));) {
    uint32_t oom = count_oom() - oom_before;
    /* Whoever wrote to them is gone: what they still hold comes before the answer. */
    for (int stream = 1; stream <= 2; stream++) {
      while (drain(stream)) {}
      close_pipe(stream);
    }
    close_pipe(0);
    size_t length = (size_t)(end - line);
    send_frame('a', &oom, 4, line, length);
    memmove(line, end + 1, have - length - 1);
    have -= length + 1;
  }
  if (have == sizeof line) die("an answer without an end");
}

/* Carries out the whole frames of a buffer; returns how many bytes they took. */
static size_t carry_out_frames(char *buffer, size_t have) {
  size_t used = 0;
  for (uint32_t length; have - used >= 4; used += 4 + length) {
    memcpy(&length, buffer + used, 4);
    if (length == 0 || length > LONGEST_FRAME) die("a frame of a wrong length");
    if (have - used < 4 + (size_t)length) break;
    char *payload = buffer + used + 5;
    size_t size = length - 1;
    char next = payload[size];
    carry_out(payload[-1], payload, size);
    payload[size] = next;
  }
  return used;
}

int main(void) {
  mount_at("devtmpfs", "/dev", "");
  mount_at("proc", "/proc", "");
  mount_at("sysfs", "/sys", "");
  mount_at("tmpfs", "/dev/shm", "mode=1777,size=50%");
  mkdir("/tmp", 01777);
  signal(SIGPIPE, SIG_IGN);
  load_drivers();
  open_port();
  raise_network();
  start_launcher();
  size_t have = 0, room = LONGEST_FRAME + 4096;
  char *buffer = malloc(room);
  if (!buffer) die("memory");
  for (;;) {
    struct pollfd watched[5] = {
      {port, POLLIN, 0}, {launch_out, POLLIN, 0}, {input_size > 0 ? pipes[0] : -1, POLLOUT, 0}, {pipes[1], POLLIN, 0}, {pipes[2], POLLIN, 0}};
    if (poll(watched, 5, -1) < 0 && errno != EINTR) die("poll");
    if (watched[2].revents) feed();
    for (int stream = 1; stream <= 2; stream++)
      if (watched[2 + stream].revents) drain(stream);
    if (watched[1].revents) pass_answers();
    if (watched[0].revents & POLLIN) {
      ssize_t got = read(port, buffer + have, room - 1 - have);
      if (got > 0) have += (size_t)got;
      size_t used = carry_out_frames(buffer, have);
      if (used) memmove(buffer, buffer + used, have - used);
      have -= used;
    } else if (watched[0].revents) usleep(2000); /* Nobody is at the other end. */
    while (waitpid(-1, NULL, WNOHANG) > 0) {}
  }
}
