// Operations on files by C and POSIX; docs/file-operations.md says what each does and prints.
#ifndef OPERATIONS_H
#define OPERATIONS_H
#include <stddef.h>
#include <stdint.h>

enum { first_hash = 2166136261u, longest_path = 1024 };

/** Each performs its operands and prints the results behind its name. It returns 0, or -1 with the reason in errno. */
typedef int operation(char **operands);

operation append_file, create_file, fill_file, link_file, patch_file, read_file, read_link, remove_file, rename_file,
    resize_file, symlink_file, write_file;
operation lstat_file, stat_file, tell_times, touch_file;
operation clear_folder, crowd_folder, list_folder, make_folder, remove_folder, sweep_folder;
operation close_held, get_bytes, open_held, put_bytes, read_chunks, read_lines, seek_held, tell_held;

/** Performs each argument; the program's status. */
int perform(int count, char **arguments);

/** The path below /data, in one of two buffers by turns. */
const char *below_data(const char *path);
long long number_of(const char *text);
int done(int status);
uint32_t hash(uint32_t from, const void *bytes, size_t size);
/** A count, and the bytes themselves or the hash of more than 64. */
void say_bytes(const void *bytes, size_t size);
void say_text(const void *bytes, size_t size);
#endif
