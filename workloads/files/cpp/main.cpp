// libc++ for wasi leaves out both <fstream> and <filesystem>, so files are left to C and POSIX.
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <iostream>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace {

constexpr auto out_path = "/data/out.txt";

// Empty on failure, with the reason in errno.
using Outcome = std::optional<std::string>;

struct Step {
  const char *name;
  Outcome (*run)();
};

struct Close {
  void operator()(std::FILE *file) const { std::fclose(file); }
  void operator()(DIR *directory) const { closedir(directory); }
};

using File = std::unique_ptr<std::FILE, Close>;
using Directory = std::unique_ptr<DIR, Close>;

Outcome done_if(bool succeeded, const char *outcome) { return succeeded ? Outcome{outcome} : std::nullopt; }

Outcome size_of(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 ? Outcome{std::to_string(status.st_size)} : std::nullopt;
}

Outcome write_text(const char *text, const char *mode) {
  const File file{std::fopen(out_path, mode)};
  if (!file || std::fputs(text, file.get()) == EOF || std::fflush(file.get()) != 0) {
    return std::nullopt;
  }
  return size_of(out_path);
}

Outcome read_text() {
  const File file{std::fopen("/data/in.txt", "rb")};
  if (!file) {
    return std::nullopt;
  }
  char text[256];
  const auto length = std::fread(text, 1, sizeof text, file.get());
  return std::ferror(file.get()) ? std::nullopt : Outcome{std::to_string(length)};
}

Outcome list_old() {
  const Directory directory{opendir("/data/old")};
  if (!directory) {
    return std::nullopt;
  }
  std::set<std::string> names;
  while (const dirent *entry = readdir(directory.get())) {
    names.insert(entry->d_name);
  }
  names.erase(".");
  names.erase("..");
  std::string listing;
  for (const auto &name : names) {
    listing += (listing.empty() ? "" : " ") + name;
  }
  return listing;
}

Outcome open_missing() {
  if (const File file{std::fopen("/data/missing.txt", "rb")}) {
    errno = EEXIST;
  }
  return done_if(errno == ENOENT, "not found");
}

const Step steps[] = {
    {"read", read_text},
    {"write", [] { return write_text("written\n", "wb"); }},
    {"append", [] { return write_text("appended\n", "ab"); }},
    {"truncate", [] { return truncate(out_path, 4) == 0 ? size_of(out_path) : std::nullopt; }},
    {"list", list_old},
    {"mkdir", [] { return done_if(mkdir("/data/new", 0777) == 0, "new"); }},
    {"rename",
     [] {
       const int status = std::rename("/data/old/a.txt", "/data/new/a2.txt");
       return done_if(status == 0, "a2.txt");
     }},
    {"remove", [] { return done_if(unlink("/data/old/b.txt") == 0, "b.txt"); }},
    {"rmdir", [] { return done_if(rmdir("/data/old") == 0, "old"); }},
    {"missing", open_missing},
};

} // namespace

int main() {
  for (const auto &[name, run] : steps) {
    const auto outcome = run();
    if (!outcome) {
      std::cerr << name << " failed: " << std::strerror(errno) << '\n';
      return EXIT_FAILURE;
    }
    std::cout << name << ' ' << *outcome << '\n';
  }
}
