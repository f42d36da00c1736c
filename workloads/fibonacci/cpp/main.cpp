#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

constexpr std::uint32_t max_index = 100'000;

class Natural {
public:
  explicit Natural(std::uint32_t value) : limbs{value} {}

  // Expects a term that is at least as long as this number.
  Natural &operator+=(const Natural &term) {
    limbs.resize(term.limbs.size());
    std::uint32_t carry = 0;
    for (std::size_t i = 0; i < limbs.size(); ++i) {
      const std::uint32_t sum = limbs[i] + term.limbs[i] + carry;
      carry = sum >= base;
      limbs[i] = carry ? sum - base : sum;
    }
    if (carry) {
      limbs.push_back(1);
    }
    return *this;
  }

  friend std::ostream &operator<<(std::ostream &out, const Natural &number) {
    auto limb = number.limbs.rbegin();
    out << *limb << std::setfill('0');
    while (++limb != number.limbs.rend()) {
      out << std::setw(9) << *limb;
    }
    return out;
  }

private:
  static constexpr std::uint32_t base = 1'000'000'000;
  std::vector<std::uint32_t> limbs; // little endian
};

Natural fibonacci(std::uint32_t index) {
  Natural current{0};
  Natural next{1};
  while (index-- > 0) {
    current += next;
    std::swap(current, next);
  }
  return current;
}

std::string read_all(std::istream &input) { return {std::istreambuf_iterator<char>{input}, {}}; }

std::string_view trim(std::string_view text) {
  constexpr auto whitespace = " \f\n\r\t\v";
  const auto first = text.find_first_not_of(whitespace);
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(whitespace) - first + 1);
}

std::optional<std::uint32_t> parse_index(std::string_view text) {
  std::uint32_t index = 0;
  const auto end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, index);
  if (error != std::errc{} || rest != end || index > max_index) {
    return std::nullopt;
  }
  return index;
}

} // namespace

int main(int argc, char *argv[]) {
  const auto index = argc > 1 ? parse_index(argv[1]) : parse_index(trim(read_all(std::cin)));
  if (!index) {
    std::cerr << "the index must be an integer from 0 to " << max_index << '\n';
    return EXIT_FAILURE;
  }
  std::cout << fibonacci(*index) << '\n';
}
