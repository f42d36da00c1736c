/* What tests run in a machine: one trait each, named by the first argument. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/reboot.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void write_to(const char *path, const char *text) {
  int fd = open(path, O_WRONLY | O_CREAT, 0600);
  if (fd < 0 || write(fd, text, strlen(text)) < 0) perror(path);
  close(fd);
}

int main(int count, char **words) {
  const char *trait = count > 1 ? words[1] : "", *value = count > 2 ? words[2] : "0";
  static char buffer[1 << 16];
  if (!strcmp(trait, "echo")) {
    ssize_t got;
    while ((got = read(0, buffer, sizeof buffer)) > 0)
      if (write(1, buffer, (size_t)got) != got) return 1;
    fputs("said apart", stderr);
  } else if (!strcmp(trait, "exit")) return atoi(value);
  else if (!strcmp(trait, "signal")) raise(atoi(value));
  else if (!strcmp(trait, "say")) printf("%s|%s|%s", value, getenv("TOLD") ? getenv("TOLD") : "", getcwd(buffer, sizeof buffer));
  else if (!strcmp(trait, "random")) {
    unsigned char bytes[32];
    if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes) return 1;
    for (size_t i = 0; i < sizeof bytes; i++) printf("%02x", bytes[i]);
  } else if (!strcmp(trait, "clock")) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    printf("%lld", (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000);
  } else if (!strcmp(trait, "written")) {
    struct stat own;
    if (stat("/proc/self/exe", &own) < 0) return 1;
    printf("%lld", (long long)own.st_mtim.tv_sec * 1000000000 + own.st_mtim.tv_nsec);
  } else if (!strcmp(trait, "eat")) {
    for (;;) memset(malloc(1 << 20), 1, 1 << 20);
  } else if (!strcmp(trait, "fill")) {
    int fd = open("/dev/shm/fill", O_WRONLY | O_CREAT, 0600);
    while (write(fd, buffer, sizeof buffer) > 0) {}
    perror("fill");
    return 3;
  } else if (!strcmp(trait, "flood")) {
    int fd = open("/dev/console", O_WRONLY);
    memset(buffer, '#', sizeof buffer);
    for (long left = atol(value); left > 0; left -= 4096)
      if (write(fd, buffer, 4096) < 0) return 1;
  } else if (!strcmp(trait, "serve")) {
    struct sockaddr_in own = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(count > 3 ? words[3] : "0"))};
    int listening = socket(AF_INET, SOCK_STREAM, 0), peer;
    if (inet_pton(AF_INET, value, &own.sin_addr) != 1 || bind(listening, (struct sockaddr *)&own, sizeof own) || listen(listening, 1)) return 1;
    if ((peer = accept(listening, NULL, NULL)) < 0) return 1;
    ssize_t got;
    while ((got = read(peer, buffer, sizeof buffer)) > 0)
      if (write(peer, buffer, (size_t)got) != got) return 1;
  } else if (!strcmp(trait, "panic")) {
    write_to("/dev/console", "the last words\n");
    write_to("/proc/sys/kernel/sysrq", "1");
    write_to("/proc/sysrq-trigger", "c");
  } else if (!strcmp(trait, "off")) reboot(RB_POWER_OFF);
  else if (!strcmp(trait, "sleep")) sleep(3600);
  else if (!strcmp(trait, "orphan")) {
    if (fork() == 0) {
      setsid();
      sleep(3600);
    }
  } else if (!strcmp(trait, "change") && chdir(value) == 0) {
    write_to("new", "new text");
    if (mkdir("empty", 0755) || symlink("/etc/passwd", "link") || unlink("old") || chmod("program", 0700) || mkfifo("pipe", 0600)) return 1;
  } else return 2;
  return 0;
}
