#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string_view>
#include <vector>

extern char **environ;

void print_all() {
  std::vector<std::string_view> variables;
  for (char **variable = environ; *variable; ++variable) {
    variables.emplace_back(*variable);
  }
  std::sort(variables.begin(), variables.end());
  std::cout << "count " << variables.size() << '\n';
  for (const auto variable : variables) {
    std::cout << variable << '\n';
  }
}

void print_one(const char *name) {
  if (const char *value = std::getenv(name)) {
    std::cout << name << '=' << value << '\n';
  } else {
    std::cout << name << " unset\n";
  }
}

int main(int argc, char *argv[]) {
  const std::vector<const char *> names(argv + 1, argv + argc);
  if (names.size() == 1 && names.front() == std::string_view{"--all"}) {
    print_all();
  } else {
    std::for_each(names.begin(), names.end(), print_one);
  }
}
