#include <coroutine>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

/** A coroutine that gives values one after the other. */
template <typename T> class Task {
public:
  struct promise_type {
    T value;
    Task get_return_object() { return Task{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(T given) {
      value = std::move(given);
      return {};
    }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };

  Task(Task &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  Task &operator=(Task &&other) noexcept {
    std::swap(handle, other.handle);
    return *this;
  }
  ~Task() {
    if (handle) handle.destroy();
  }

  std::optional<T> next() {
    handle.resume();
    return handle.done() ? std::nullopt : std::optional<T>{handle.promise().value};
  }

private:
  explicit Task(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  std::coroutine_handle<promise_type> handle;
};

Task<std::string> multiples(int of, int count) {
  for (int i = 1; i <= count; i++) co_yield std::to_string(of) + ':' + std::to_string(of * i);
}

Task<std::string> by_turns(std::vector<Task<std::string>> tasks) {
  while (!tasks.empty()) {
    std::vector<Task<std::string>> going;
    for (auto &task : tasks) {
      if (auto value = task.next()) {
        co_yield *value;
        going.push_back(std::move(task));
      }
    }
    tasks = std::move(going);
  }
}

Task<int> whole_numbers(int from) {
  for (int number = from;; number++) co_yield number;
}

Task<int> without(int divisor, Task<int> numbers) {
  while (const auto number = numbers.next()) {
    if (*number % divisor != 0) co_yield *number;
  }
}

} // namespace

int main(int argc, char *argv[]) {
  if (argc != 3) return EXIT_FAILURE;
  const int n = std::atoi(argv[1]), p = std::atoi(argv[2]);
  std::vector<Task<std::string>> tasks;
  for (int i = 1; i <= n; i++) tasks.push_back(multiples(i, n + 1 - i));
  std::cout << "turns";
  auto turns = by_turns(std::move(tasks));
  while (const auto value = turns.next()) std::cout << ' ' << *value;

  std::cout << "\nprimes";
  auto numbers = whole_numbers(2);
  for (int i = 0; i < p; i++) {
    const int prime = numbers.next().value_or(0);
    std::cout << ' ' << prime;
    numbers = without(prime, std::move(numbers));
  }
  std::cout << '\n';
}
