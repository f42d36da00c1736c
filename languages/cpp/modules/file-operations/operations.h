// Operations on files; docs/file-operations.md says what each does and prints. libc++ for wasi leaves out <fstream> and <filesystem>.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <string>
#include <string_view>

using Operands = std::span<const std::string>;

/** Each performs its operands and prints the results behind its name. False on a failure, with the reason in errno. */
using Operation = bool(Operands);

Operation append_file, create_file, fill_file, link_file, patch_file, read_file, read_link, remove_file, rename_file,
    resize_file, symlink_file, write_file;
Operation lstat_file, stat_file, tell_times, touch_file;
Operation clear_folder, crowd_folder, list_folder, make_folder, remove_folder, sweep_folder;
Operation close_held, get_bytes, open_held, put_bytes, read_chunks, read_lines, seek_held, tell_held;

/** Performs each argument; the program's status. */
int perform(std::span<char *> arguments);

/** The path below /data. */
std::string below_data(std::string_view path);
long long number_of(const std::string &text);
bool done(int status);

struct Closes {
  void operator()(std::FILE *file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Closes>;
File open_file(std::string_view path, const char *mode);
/** Closes it, which may fail too. */
bool close_file(File file);

constexpr std::uint32_t first_hash = 2166136261u;
std::uint32_t hash(std::uint32_t from, std::string_view bytes);
/** A count, and the bytes themselves or the hash of more than 64. */
void say_bytes(std::string_view bytes);
void say_text(std::string_view bytes);
