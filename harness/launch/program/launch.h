/* What the parts of the launcher program share (main.c tells what it is). */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

/* C libraries that are older than the kernel do not name them; these numbers are the same on all architectures. */
enum { PIDFD_OPEN = 434, PIDFD_GETFD = 438 };

/* Stands where a signal would: the time of a held command begins. */
enum { GO = -1 };

/* What a supervisor is told through its pipe: a signal for the command or GO, with the fields that belong to it. */
struct order { int32_t what, length; };

/* Paths that the command has besides those of its lane: `inputs` and `writable` are bound, `laid` are copied in, `directories` in and out. */
struct places { char **inputs, **writable, **laid, **directories; };

/* By what commands are kept from what they do not carry. */
enum means { NOTHING, NAMESPACES, LANDLOCK };

/* What a command has of a network: nothing, addresses that are listed, all that this machine has, or a loopback that nobody else is on. */
enum network { NOBODY, LISTED, EVERYBODY, LOOPBACK };

/* How a command is contained: `at` is where its own file system lies, of so many bytes and files; `view` the namespace with what its lane reads. */
struct containment {
  enum means means;
  int view;
  enum network network;
  char **addresses;
  const char *at;
  long bytes, files;
  char **shared;
  struct places places;
};

struct command {
  /* `report` is empty where descriptor 3 is not wanted. */
  const char *id, *cwd, *in, *out, *err, *report;
  long time_ms, silence_ms, memory_kib, output_bytes, processes;
  char **argv, **env;
  struct containment contain;
};

/* `most`: no more processes are looked at. */
struct usage { long kib, processes, tasks, most; };

int64_t now_us(void);

/* fields.c: fields of a request, which each end in a NUL; a request that breaks off ends the program. */
char *next(char **at, char *end);
char **next_list(char **at, char *end);
struct places next_places(char **at, char *end);
void free_places(struct places places);
struct containment next_containment(char **at, char *end);

/* tree.c: processes below one. `sum` is in the order of the answer: microseconds of user and system time, peak in KiB. */
extern int proc;
void each_child(pid_t parent, void (*visit)(pid_t, void *), void *context);
pid_t leader_of(pid_t task);
void add_usage(pid_t pid, void *context);
void count_running(pid_t pid, void *context);
void add_figures(long sum[3], const struct rusage *figures);
void end_at_once(pid_t group);
void end_all(long sum[3], pid_t group);

/* supervise.c */
void answer(const char *id, int status, int64_t wall, const long sum[3], const char *limit, int left, const char *stage, int error);
void supervise(struct command *c, int held, int orders);

/* mounts.c: mounts that stand nowhere yet, as descriptors; -1 with errno where one cannot be made. */
int new_files(long bytes, long files);
int new_processes(void);
int bound(const char *path, int writable);
int make_way(int root, const char *path);
int attach(int mount, int root, const char *path);
int seal(int on);

/* view.c: namespaces that are made once. */
extern const char *const system_paths[];
extern int own_mounts;
int own_namespaces(void);
int view_of(char **shared);
int no_network(void);
int own_loopback(void);

/* sockets.c */
void answer_listening(const char *id);

/* network.c: addresses that a command names. */
int ask_about_addresses(void);
void answer_about_address(int asking, char **allowed);

/* contain.c: a command's own namespaces, held by its supervisor. */
struct held_mounts { int scratch, proc, inside, *mounts; const char **paths; int count; };
int prepare_containment(const struct containment *c, struct held_mounts *m);
void hold_namespace(struct held_mounts *m, pid_t pid);
int enter(const struct containment *c, const struct held_mounts *m);
int add_places(const struct places *places, const struct held_mounts *m, const char *at);
const char *full(const struct held_mounts *m);
int read_only(const char *path);

/* landlock.c */
int has_landlock(void);
int keep_to_itself(void);
int enter_landlock(const struct containment *c);

/* copy.c */
int copy_range(int from, int to, off_t at, off_t end);
int copy_in(int root, const char *at, char **paths);
int copy_out(int root, const char *at, char **paths, long bytes);
char *names_in(int folder);
int is_below(const char *at, const char *path, size_t length);

/* scratch.c */
const char *overgrown(const struct containment *c, int at_last);

/* filter.c: what a contained process may still ask of the kernel. */
int prepare_rights(void);
int give_up_rights(void);
