#include <charconv>
#include <cstring>
#include <iostream>
#include <string_view>
#include <vector>
#include <wasi/api.h>

// 0 where it is no number.
std::size_t number(std::string_view text) {
  std::size_t value = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && rest == text.data() + text.size() ? value : 0;
}

int main(int argc, char *argv[]) {
  const auto size = argc > 1 ? number(argv[1]) : 0;
  const auto draws = argc > 2 ? number(argv[2]) : 0;
  if (size == 0 || draws == 0) {
    std::cerr << "usage: main BYTES DRAWS\n";
    return 2;
  }
  for (std::size_t draw = 0; draw < draws; ++draw) {
    // std::random_device gives four bytes in a call.
    std::vector<std::uint8_t> bytes(size);
    if (const auto error = __wasi_random_get(bytes.data(), bytes.size())) {
      std::cerr << "random_get: " << std::strerror(error) << '\n';
      return 1;
    }
    std::cout.write(reinterpret_cast<const char *>(bytes.data()), static_cast<std::streamsize>(size));
  }
  return std::cout.flush() ? 0 : 1;
}
