#include <charconv>
#include <chrono>
#include <ctime>
#include <iostream>
#include <string_view>

using namespace std::chrono;

// libc++ has std::this_thread only where there are threads.
void sleep(milliseconds wanted) {
  const auto whole = duration_cast<seconds>(wanted);
  const timespec time{whole.count(), static_cast<long>(nanoseconds{wanted - whole}.count())};
  nanosleep(&time, nullptr);
}

int sleep_for(milliseconds wanted) {
  const auto before = steady_clock::now();
  sleep(wanted);
  const auto passed = steady_clock::now() - before;
  if (passed < wanted) {
    std::cerr << "slept for " << duration_cast<nanoseconds>(passed).count() << " ns only\n";
    return 1;
  }
  std::cout << "slept\n";
  return 0;
}

int main(int argc, char *argv[]) {
  const std::string_view what = argc > 1 ? argv[1] : "";
  if (what == "now" && argc == 2) {
    std::cout << duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count() << '\n';
    return 0;
  }
  const std::string_view text = argc > 2 ? argv[2] : "";
  milliseconds::rep wanted = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), wanted);
  if (what == "sleep" && error == std::errc{} && rest == text.data() + text.size()) {
    return sleep_for(milliseconds{wanted});
  }
  std::cerr << "usage: main now | sleep MILLISECONDS\n";
  return 2;
}
