#include <concepts>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <ranges>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace {

auto counter(std::uint64_t step) {
  return [step, count = std::uint64_t{0}]() mutable { return count += step; };
}

template <typename T> auto compose(std::vector<std::function<T(T)>> functions) {
  return [functions = std::move(functions)](T value) {
    for (const auto &function : functions) value = function(value);
    return value;
  };
}

template <std::ranges::input_range List, std::invocable<std::ranges::range_reference_t<List>> Function>
auto transform(List &&list, Function function) {
  std::vector<std::invoke_result_t<Function, std::ranges::range_reference_t<List>>> results;
  for (auto &&element : list) results.push_back(function(element));
  return results;
}

template <typename T> void print_line(std::string_view name, const std::vector<T> &list) {
  std::cout << name;
  for (const T &element : list) std::cout << ' ' << element;
  std::cout << '\n';
}

} // namespace

int main(int argc, char *argv[]) {
  if (argc != 2) return EXIT_FAILURE;
  const std::uint64_t n = std::strtoull(argv[1], nullptr, 10);
  const auto up_to = std::views::iota(std::uint64_t{1}, n + 1);

  auto counters = transform(up_to, counter);
  std::uint64_t sum = 0;
  for (int round = 0; round < 3; round++) {
    sum = 0;
    for (auto &count : counters) sum += count();
  }
  std::cout << "counters " << sum << '\n';

  std::vector<std::function<std::uint64_t(std::uint64_t)>> functions;
  for (const std::uint64_t i : up_to) functions.emplace_back([i](std::uint64_t x) { return (31 * x + i) % 1'000'003; });
  std::cout << "composed " << compose(std::move(functions))(1) << '\n';

  const auto products = transform(up_to, [n](std::uint64_t i) { return i * n; });
  print_line("numbers", products);
  print_line("texts", transform(products, [](std::uint64_t product) {
               return std::to_string(product) + '-' + std::to_string(product);
             }));
}
