#include <bit>
#include <cstdint>
#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <optional>
#include <string>

namespace {

// Unsigned numbers wrap; signed ones must not overflow.
std::optional<std::int32_t> compute(std::int32_t left, const std::string &op, std::int32_t right) {
  const auto a = static_cast<std::uint32_t>(left), b = static_cast<std::uint32_t>(right);
  const auto wrapped = [](std::uint32_t bits) { return std::bit_cast<std::int32_t>(bits); };
  if (op == "+") return wrapped(a + b);
  if (op == "-") return wrapped(a - b);
  if (op == "*") return wrapped(a * b);
  if (op == "/" || op == "%") {
    if (right == 0) return std::nullopt;
    if (right == -1) return op == "/" ? wrapped(-a) : 0;
    return op == "/" ? left / right : left % right;
  }
  if (op == "&") return left & right;
  if (op == "|") return left | right;
  if (op == "^") return left ^ right;
  if (op == "<<") return left << (b & 31);
  if (op == ">>") return left >> (b & 31);
  std::abort();
}

} // namespace

int main() {
  std::ios::sync_with_stdio(false);
  std::int32_t left = 0, right = 0;
  std::string op;
  std::cout << std::setfill('0');
  while (std::cin >> left >> op >> right) {
    if (const auto result = compute(left, op, right))
      std::cout << std::dec << *result << ' ' << std::hex << std::setw(8) << std::bit_cast<std::uint32_t>(*result)
                << '\n';
    else std::cout << "undefined\n";
  }
  return std::cin.eof() ? EXIT_SUCCESS : EXIT_FAILURE;
}
