#include <iostream>
#include <string>
#include <string_view>

std::string to_hex(std::string_view bytes) {
  constexpr auto digits = "0123456789abcdef";
  std::string hex;
  for (const unsigned char byte : bytes) {
    hex += digits[byte >> 4];
    hex += digits[byte & 15];
  }
  return hex;
}

int main(int argc, char *argv[]) {
  std::cout << "count " << argc - 1 << '\n';
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    std::cout << i << ' ' << argument.size() << ' ' << to_hex(argument) << '\n';
  }
}
