#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <unistd.h>

namespace {

bool leaked = false;

void report(bool leak, const std::string &what) {
  std::cout << (leak ? "LEAK " : "refused ") << what << '\n';
  leaked = leaked || leak;
}

bool opens(const std::string &path, const char *mode) {
  std::FILE *file = std::fopen(path.c_str(), mode);
  if (file) {
    std::fclose(file);
  }
  return file != nullptr;
}

void try_read(const std::string &path) { report(opens(path, "r"), "read " + path); }

// "r+" neither creates nor truncates.
void try_write(const std::string &path) { report(opens(path, "r+"), "write " + path); }

void try_descriptors() {
  bool leak = false;
  for (int descriptor = 4; descriptor <= 64; ++descriptor) {
    char byte = 0;
    const bool reads = read(descriptor, &byte, 1) >= 0;
    const bool writes = write(descriptor, &byte, 1) >= 0;
    leak = leak || reads || writes;
  }
  report(leak, "descriptors");
}

} // namespace

int main(int argc, char *argv[]) {
  const std::string_view choice = argc > 1 ? argv[1] : "";
  if (choice == "parent") {
    try_read("/data/../../outside.txt");
    try_read("../outside.txt");
    try_read("/data/sub/../../outside.txt");
  } else if (choice == "absolute") {
    try_read("/etc/passwd");
    try_read("/etc/hostname");
    try_read("/proc/self/environ");
  } else if (choice == "symlink") {
    try_read("/data/link-out");
    try_read("/data/link-up");
    try_write("/data/link-out");
    try_write("/data/link-up");
  } else if (choice == "descriptors") {
    try_descriptors();
  } else {
    std::cerr << "usage: main parent|absolute|symlink|descriptors\n";
    return 2;
  }
  return leaked ? EXIT_FAILURE : EXIT_SUCCESS;
}
