#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

void write_lines() {
  for (int i = 1; i <= 10; ++i) {
    std::cout << "out " << i << std::endl;
    std::cerr << "err " << i << std::endl;
  }
}

void write_blocks() {
  for (int k = 0; k < 256; ++k) {
    std::cout << std::string(4096, static_cast<char>('a' + k % 26)) << std::flush;
    std::cerr << std::string(4096, static_cast<char>('A' + k % 26)) << std::flush;
  }
}

int main(int argc, char *argv[]) {
  const std::string_view choice = argc > 1 ? argv[1] : "";
  if (choice == "small") {
    write_lines();
  } else if (choice == "large") {
    write_blocks();
  } else {
    std::cerr << "usage: main small|large\n";
    return 2;
  }
  return std::cout && std::cerr ? EXIT_SUCCESS : EXIT_FAILURE;
}
