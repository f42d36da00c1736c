/* What the parts of the agent share (main.c tells what it is). */
#define _GNU_SOURCE
#include <stddef.h>
#include <stdint.h>

enum { CHUNK = 1 << 18, LONGEST_PATH = 4096, SEED = 64 };

/* talk.c: to the host. `port` is open from open_port() on. */
extern int port;
_Noreturn void die(const char *what);
void write_all(int fd, const void *data, size_t size);
void send_frame(char letter, const void *head, size_t head_size, const void *tail, size_t tail_size);
void complain(const char *what, const char *path);

/* files.c */
struct sending { uint64_t bytes, most; long entries; size_t root; int levels; };
int make_folders(char *path);
void remove_tree(const char *path);
int send_tree(const char *path, struct sending *sending);

/* streams.c: our ends of the pipes of a command's streams, how much its standard input has still to take, and the writer of one that has ended and
   that nobody reads yet. */
extern int pipes[3];
extern size_t input_size;
extern int ending;
void let_go(void);
void close_pipe(int stream);
int make_pipe(uint32_t stream, char *path);
void feed(void);
void take_input(const char *bytes, size_t size);
int drain(int stream);
void tell_listening(void);

/* boot.c: what is done once, and when a machine was restored. */
extern int launch_in, launch_out;
void mount_all(void);
void load_drivers(void);
void open_port(void);
void raise_network(void);
void start_launcher(void);
void wake(const char *payload);
