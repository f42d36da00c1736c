#include <cstdlib>
#include <functional>
#include <iostream>
#include <vector>

namespace {

using Columns = std::vector<int>;

bool attacks(int column, const Columns &placed) {
  for (std::size_t row = 0; row < placed.size(); row++) {
    if (column == placed[row] || std::abs(column - placed[row]) == static_cast<int>(placed.size() - row)) return true;
  }
  return false;
}

void queens(int n, Columns &placed, const std::function<void(const Columns &)> &found) {
  if (static_cast<int>(placed.size()) == n) return found(placed);
  for (int column = 1; column <= n; column++) {
    if (attacks(column, placed)) continue;
    placed.push_back(column);
    queens(n, placed, found);
    placed.pop_back();
  }
}

// Volatile, since the compiler would make a product of it.
unsigned long long sum(unsigned long long d) {
  if (d == 0) return 0;
  const volatile unsigned long long rest = sum(d - 1);
  return d + rest;
}

int male(int n);

int female(int n) { return n == 0 ? 1 : n - male(female(n - 1)); }

int male(int n) { return n == 0 ? 0 : n - female(male(n - 1)); }

} // namespace

int main(int argc, char *argv[]) {
  if (argc != 3) return EXIT_FAILURE;
  const int n = std::atoi(argv[1]), d = std::atoi(argv[2]);
  int count = 0;
  Columns placed, first;
  queens(n, placed, [&](const Columns &columns) {
    if (count++ == 0) first = columns;
  });
  std::cout << "queens " << count << ' ';
  for (std::size_t row = 0; row < first.size(); row++) std::cout << (row > 0 ? "," : "") << first[row];
  std::cout << "\ndepth " << sum(static_cast<unsigned long long>(d)) << "\nmutual " << female(d % 64) << ' '
            << male(d % 64) << '\n';
}
