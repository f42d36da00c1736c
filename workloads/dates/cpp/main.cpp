#include <chrono>
#include <cstdlib>
#include <iomanip>
#include <iostream>

int main() {
  using namespace std::chrono;
  std::ios::sync_with_stdio(false);
  std::cout << std::setfill('0');
  static constexpr const char *weekdays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                             "Thursday", "Friday", "Saturday"};
  const auto two = std::setw(2);
  for (long long number; std::cin >> number;) {
    const sys_seconds second{seconds{number}};
    const auto day = floor<days>(second);
    const year_month_day date{day};
    const hh_mm_ss time{second - day};
    const auto first = sys_days{date.year() / January / 1};
    std::cout << std::setw(4) << static_cast<int>(date.year()) << '-' << two << static_cast<unsigned>(date.month())
              << '-' << two << static_cast<unsigned>(date.day()) << 'T' << two << time.hours().count() << ':' << two
              << time.minutes().count() << ':' << two << time.seconds().count() << "Z "
              << weekdays[weekday{day}.c_encoding()] << ' ' << std::setw(3) << (day - first).count() + 1 << '\n';
  }
  return std::cin.eof() ? EXIT_SUCCESS : EXIT_FAILURE;
}
