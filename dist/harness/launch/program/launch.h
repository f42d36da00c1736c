/* What the parts of the launcher program share (main.c tells what it is). */
#define _GNU_SOURCE
#include <signal.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

/* Stands where a signal would: the time of a held command begins. */
enum { GO = -1 };

struct command {
  /* `report` is empty where descriptor 3 is not wanted. */
  const char *id, *cwd, *in, *out, *err, *report;
  long time_ms, silence_ms, memory_kib, output_bytes, processes;
  char **argv, **env;
};

struct usage { long kib; long processes; };

int64_t now_us(void);

/* tree.c: processes below one. `sum` is in the order of the answer: microseconds of user and system time, peak in KiB. */
void each_child(pid_t parent, void (*visit)(pid_t, void *), void *context);
void add_usage(pid_t pid, void *context);
void count_running(pid_t pid, void *context);
void add_figures(long sum[3], const struct rusage *figures);
void end_all(long sum[3]);

/* supervise.c */
void answer(const char *id, int status, int64_t wall, const long sum[3], const char *limit, int left, const char *stage, int error);
void supervise(const struct command *c, int held, pid_t parent);
