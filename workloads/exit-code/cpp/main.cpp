#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>

int main(int argc, char *argv[]) {
  const std::string_view text = argc > 1 ? argv[1] : "";
  const auto end = text.data() + text.size();
  std::uint8_t code = 0;
  const auto [rest, error] = std::from_chars(text.data(), end, code);
  if (error != std::errc{} || rest != end) {
    std::cerr << "usage: main 0..255\n";
    return 2;
  }
  std::exit(code);
}
