#include <array>
#include <cstdio>
#include <cstdlib>
#include <iostream>

int main() {
  static std::array<char, 64 * 1024> chunk;
  while (std::cin.read(chunk.data(), chunk.size()) || std::cin.gcount() > 0) {
    if (!std::cout.write(chunk.data(), std::cin.gcount())) {
      break;
    }
  }
  // std::cin reports a read error as the end of input.
  if (std::ferror(stdin) || !std::cout.flush()) {
    std::cerr << "echo failed\n";
    return EXIT_FAILURE;
  }
}
