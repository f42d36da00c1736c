#include <charconv>
#include <cstdlib>
#include <iostream>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace {

struct Error {
  std::string message;
};

// This target has no exceptions.
using Result = std::variant<int, Error>;

class Opened {
public:
  explicit Opened(std::string_view text) : text(text) { std::cout << "open " << text << '\n'; }
  ~Opened() { std::cout << "close " << text << '\n'; }
  Opened(const Opened &) = delete;
  Opened &operator=(const Opened &) = delete;

private:
  std::string_view text;
};

Result half(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0 || text.size() > 9)
    return Error{std::string{text} + " is no number"};
  if (number % 2 == 1) return Error{std::to_string(number) + " is odd"};
  return number / 2;
}

Result step(std::string_view text) {
  const Opened opened{text};
  return half(text);
}

} // namespace

int main(int argc, char *argv[]) {
  for (const std::string_view text : std::span(argv, static_cast<std::size_t>(argc)).subspan(1)) {
    if (text == "uncaught") {
      std::cout.flush(); // abort does not
      std::cerr << "nothing catches this\n";
      std::abort();
    }
    const Result result = step(text);
    if (const auto *error = std::get_if<Error>(&result)) std::cout << "error: " << error->message << '\n';
    else std::cout << "half " << std::get<int>(result) << '\n';
  }
  std::cout << "done\n";
}
