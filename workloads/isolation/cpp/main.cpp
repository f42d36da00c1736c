#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <wasi/api.h>

namespace {

constexpr int first_preopened = 3;
constexpr int last = 64;

bool opens(const std::string &path, int flags) {
  const int file = open(path.c_str(), flags);
  return file >= 0 && close(file) == 0;
}

bool lists(const std::string &path) {
  DIR *directory = opendir(path.c_str());
  return directory != nullptr && closedir(directory) == 0;
}

bool tells(const std::string &path) {
  struct stat status;
  return stat(path.c_str(), &status) == 0;
}

bool reads_link(const std::string &path) {
  char target[64];
  return readlink(path.c_str(), target, sizeof target) >= 0;
}

bool guesses() {
  bool leak = false;
  for (int descriptor = first_preopened + 1; descriptor <= last; ++descriptor) {
    char byte = 0;
    __wasi_fdstat_t fdstat;
    __wasi_prestat_t prestat;
    const bool reads = read(descriptor, &byte, 1) >= 0;
    const bool writes = write(descriptor, &byte, 1) >= 0;
    leak = leak || reads || writes || __wasi_fd_fdstat_get(descriptor, &fdstat) == 0 ||
           __wasi_fd_prestat_get(descriptor, &prestat) == 0;
  }
  return leak;
}

void print_preopens() {
  for (int descriptor = 0; descriptor <= last; ++descriptor) {
    __wasi_prestat_t prestat;
    if (__wasi_fd_prestat_get(descriptor, &prestat) != 0) {
      continue;
    }
    std::string name(prestat.u.dir.pr_name_len, '\0');
    __wasi_fd_prestat_dir_name(descriptor, reinterpret_cast<uint8_t *>(name.data()), name.size());
    std::cout << "preopen " << name << '\n';
  }
}

using Attempt = std::function<bool(const std::string &, const std::string &)>;

const std::map<std::string, Attempt> attempts = {
    {"read", [](auto &path, auto &) { return opens(path, O_RDONLY); }},
    {"write", [](auto &path, auto &) { return opens(path, O_WRONLY); }},
    {"list", [](auto &path, auto &) { return lists(path); }},
    {"stat", [](auto &path, auto &) { return tells(path); }},
    {"readlink", [](auto &path, auto &) { return reads_link(path); }},
    {"make", [](auto &path, auto &) { return mkdir(path.c_str(), 0777) == 0; }},
    {"symlink", [](auto &path, auto &other) { return symlink(path.c_str(), other.c_str()) == 0; }},
    {"link", [](auto &path, auto &other) { return link(path.c_str(), other.c_str()) == 0; }},
    {"rename", [](auto &path, auto &other) { return rename(path.c_str(), other.c_str()) == 0; }},
    {"remove", [](auto &path, auto &) { return unlink(path.c_str()) == 0; }},
    {"rmdir", [](auto &path, auto &) { return rmdir(path.c_str()) == 0; }},
    {"descriptors", [](auto &, auto &) { return guesses(); }},
};

} // namespace

int main(int argc, char *argv[]) {
  bool leaked = false;
  for (int index = 1; index < argc; ++index) {
    std::istringstream words(argv[index]);
    std::string verb, path, other;
    words >> verb >> path >> other;
    if (verb == "preopens") {
      print_preopens();
      continue;
    }
    const auto attempt = attempts.find(verb);
    if (attempt == attempts.end()) {
      std::cerr << "main: no verb: " << verb << '\n';
      return 2;
    }
    const bool leak = attempt->second(path, other);
    std::cout << (leak ? "LEAK " : "refused ") << argv[index] << '\n';
    leaked = leaked || leak;
  }
  return leaked ? EXIT_FAILURE : EXIT_SUCCESS;
}
