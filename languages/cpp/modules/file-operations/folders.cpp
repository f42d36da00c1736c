// Operations on directories.
#include "operations.h"
#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace {

constexpr std::size_t most_listed = 20, longest_name = 255;

struct Leaves {
  void operator()(DIR *folder) const { closedir(folder); }
};
using Folder = std::unique_ptr<DIR, Leaves>;

/** The next entry but `.` and `..`; empty at the end, and with errno set on a failure. */
std::optional<std::string> next_entry(const Folder &folder) {
  for (;;) {
    errno = 0;
    const auto *entry = readdir(folder.get());
    if (!entry) return std::nullopt;
    const std::string name = entry->d_name;
    if (name != "." && name != "..") return name;
  }
}

std::optional<std::vector<std::string>> names_of(const std::string &path) {
  const Folder folder(opendir(below_data(path).c_str()));
  if (!folder) return std::nullopt;
  std::vector<std::string> names;
  while (auto name = next_entry(folder)) names.push_back(*name);
  if (errno != 0) return std::nullopt;
  return names;
}

bool remove_below(const std::string &path, const std::string &name) {
  return unlink(below_data(path + "/" + name).c_str()) == 0;
}

} // namespace

bool make_folder(Operands operands) { return done(mkdir(below_data(operands[0]).c_str(), 0777)); }
bool remove_folder(Operands operands) { return done(rmdir(below_data(operands[0]).c_str())); }

bool list_folder(Operands operands) {
  auto names = names_of(operands[0]);
  if (!names) return false;
  std::sort(names->begin(), names->end());
  std::printf(" %zu", names->size());
  auto all = first_hash;
  for (const auto &name : *names) {
    all = hash(hash(all, name), "\n");
    if (names->size() <= most_listed) std::printf(" %s", name.c_str());
  }
  if (names->size() > most_listed) std::printf(" fnv=%08x", static_cast<unsigned>(all));
  return true;
}

bool clear_folder(Operands operands) {
  const auto names = names_of(operands[0]);
  if (!names) return false;
  for (const auto &name : *names)
    if (!remove_below(operands[0], name)) return false;
  std::printf(" %zu", names->size());
  return true;
}

bool crowd_folder(Operands operands) {
  const auto count = number_of(operands[1]);
  for (long long at = 0; at < count; at++) {
    auto name = std::to_string(at);
    name.resize(std::max(name.size(), 1 + static_cast<std::size_t>(at) % longest_name), 'x');
    auto file = open_file(operands[0] + "/" + name, "wx");
    if (!file || !close_file(std::move(file))) return false;
  }
  std::printf(" %lld", count);
  return true;
}

bool sweep_folder(Operands operands) {
  const Folder folder(opendir(below_data(operands[0]).c_str()));
  if (!folder) return false;
  long long count = 0;
  for (auto name = next_entry(folder); name; name = next_entry(folder), count++)
    if (!remove_below(operands[0], *name)) return false;
  if (errno != 0) return false;
  std::printf(" %lld", count);
  return true;
}
