// Arguments to operations, and errors to words.
#include "operations.h"
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <map>
#include <sstream>
#include <vector>

namespace {

struct Known {
  Operation *perform;
  std::size_t operands;
};

const std::map<std::string_view, Known> operations = {
    {"append", {append_file, 2}},   {"chunks", {read_chunks, 2}}, {"clear", {clear_folder, 1}},
    {"close", {close_held, 0}},     {"create", {create_file, 1}}, {"crowd", {crowd_folder, 2}},
    {"fill", {fill_file, 2}},       {"get", {get_bytes, 1}},      {"lines", {read_lines, 1}},
    {"link", {link_file, 2}},       {"list", {list_folder, 1}},   {"lstat", {lstat_file, 1}},
    {"mkdir", {make_folder, 1}},    {"open", {open_held, 2}},     {"patch", {patch_file, 3}},
    {"put", {put_bytes, 1}},        {"read", {read_file, 1}},     {"readlink", {read_link, 1}},
    {"remove", {remove_file, 1}},   {"rename", {rename_file, 2}}, {"resize", {resize_file, 2}},
    {"rmdir", {remove_folder, 1}},  {"seek", {seek_held, 2}},     {"stat", {stat_file, 1}},
    {"symlink", {symlink_file, 2}}, {"sweep", {sweep_folder, 1}}, {"tell", {tell_held, 0}},
    {"times", {tell_times, 1}},     {"touch", {touch_file, 3}},   {"write", {write_file, 2}},
};

const std::map<int, const char *> errors = {
    {ENOENT, "missing"},
    {EEXIST, "exists"},
    {EISDIR, "is-directory"},
    {ENOTDIR, "not-directory"},
    {ENOTEMPTY, "not-empty"},
    {EINVAL, "invalid"},
    {ELOOP, "loop"},
    {ENAMETOOLONG, "too-long"},
    {ENOTCAPABLE, "bad-descriptor"},
    {EBADF, "bad-descriptor"},
};

void say_error(int error) {
  const auto found = errors.find(error);
  if (found != errors.end()) std::printf(" %s", found->second);
  else std::printf(" other: %s", std::strerror(error));
}

std::vector<std::string> words_of(const std::string &text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

} // namespace

int perform(std::span<char *> arguments) {
  for (const std::string argument : arguments) {
    const auto words = words_of(argument);
    const auto found = words.empty() ? operations.end() : operations.find(words[0]);
    if (found == operations.end() || found->second.operands != words.size() - 1) {
      std::fprintf(stderr, "cannot read: %s\n", argument.c_str());
      return 2;
    }
    std::printf("%s", words[0].c_str());
    if (!found->second.perform(Operands(words).subspan(1))) say_error(errno);
    std::putchar('\n');
  }
  return EXIT_SUCCESS;
}

std::string below_data(std::string_view path) { return "/data/" + std::string(path); }

long long number_of(const std::string &text) { return std::strtoll(text.c_str(), nullptr, 10); }

bool done(int status) {
  if (status == 0) std::printf(" done");
  return status == 0;
}

std::uint32_t hash(std::uint32_t from, std::string_view bytes) {
  for (const unsigned char byte : bytes) from = (from ^ byte) * 16777619u;
  return from;
}

void say_text(std::string_view bytes) {
  for (const unsigned char byte : bytes) std::printf(byte > ' ' && byte < 127 && byte != '%' ? "%c" : "%%%02X", byte);
}

void say_bytes(std::string_view bytes) {
  std::printf(" %zu", bytes.size());
  if (bytes.size() > 64) std::printf(" fnv=%08x", static_cast<unsigned>(hash(first_hash, bytes)));
  else if (!bytes.empty()) std::putchar(' '), say_text(bytes);
}
