#include <cstdlib>
#include <iostream>
#include <string_view>

namespace {

int leave_from(int level, int status) {
  if (level == 0) std::exit(status);
  return leave_from(level - 1, status) + 1;
}

} // namespace

int main(int argc, char *argv[]) {
  if (argc != 2) return 2;
  std::ios::sync_with_stdio(false);
  const std::string_view how = argv[1];
  char bytes[1000];
  while (std::cin.read(bytes, sizeof bytes), std::cin.gcount() > 0) {
    std::cout.write(bytes, std::cin.gcount());
    if (how == "both") std::cerr.write(bytes, std::cin.gcount());
  }
  if (how == "deep") return leave_from(100, EXIT_SUCCESS);
  if (how == "failure") return leave_from(100, EXIT_FAILURE);
}
