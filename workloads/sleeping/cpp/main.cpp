// libc++ for wasi leaves out <thread>, so the sleep is POSIX's.
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string_view>

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int most_tries = 10;
constexpr auto slack = 30ms;
constexpr int reads = 20000;

std::chrono::nanoseconds sleep_for(std::chrono::milliseconds wanted) {
  timespec left = {.tv_sec = wanted / 1s, .tv_nsec = static_cast<long>(wanted % 1s / 1ns)};
  const auto before = Clock::now();
  while (nanosleep(&left, &left) != 0 && errno == EINTR) {
  }
  return Clock::now() - before;
}

int sleep_in_time(std::chrono::milliseconds wanted) {
  std::chrono::nanoseconds passed{};
  for (int tries = 0; tries < most_tries; ++tries) {
    passed = sleep_for(wanted);
    if (passed >= wanted && passed <= wanted + slack) {
      std::cout << "in time\n";
      return EXIT_SUCCESS;
    }
  }
  std::cerr << "slept for " << passed.count() << " ns\n";
  return EXIT_FAILURE;
}

int read_steadily() {
  const auto first = Clock::now();
  auto last = first;
  for (int each = 0; each < reads; ++each) {
    const auto now = Clock::now();
    if (now < last) {
      std::cerr << "back by " << (last - now).count() << " ns\n";
      return EXIT_FAILURE;
    }
    last = now;
  }
  sleep_for(2ms);
  std::cout << (Clock::now() > first ? "steady\n" : "stuck\n");
  return EXIT_SUCCESS;
}

} // namespace

int main(int argc, char *argv[]) {
  if (argc != 2) return 2;
  const std::string_view what = argv[1];
  return what == "steady" ? read_steadily() : sleep_in_time(std::chrono::milliseconds{std::atoi(argv[1])});
}
