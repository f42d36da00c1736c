/* What a machine needs before the host can talk with it, and after it was restored. */
#include "agent.h"
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/random.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_MS = 10000 };

int launch_in = -1, launch_out = -1;

/* A machine that was restored has the clock and the random state of its snapshot, as have its siblings. */
void wake(const char *payload) {
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

void load_drivers(void) {
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

void open_port(void) {
  for (int waited = 0; (port = open("/dev/vport0p1", O_RDWR | O_CLOEXEC)) < 0; waited += 5) {
    if (waited > PATIENCE_MS) die("/dev/vport0p1");
    usleep(5000);
  }
}

void start_launcher(void) {
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
void raise_network(void) {
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

void mount_all(void) {
  mount_at("devtmpfs", "/dev", "");
  mount_at("proc", "/proc", "");
  mount_at("sysfs", "/sys", "");
  mount_at("tmpfs", "/dev/shm", "mode=1777,size=50%");
  mkdir("/tmp", 01777);
}
