#include <cstdlib>
#include <exception>
#include <iostream>
#include <string_view>

int main(int argc, char *argv[]) {
  const std::string_view choice = argc > 1 ? argv[1] : "";
  if (choice == "zero") {
    std::exit(EXIT_SUCCESS);
  }
  if (choice == "return") {
    return 0;
  }
  if (choice == "one") {
    std::cout << "leaving" << std::endl;
    std::exit(1);
  }
  if (choice == "error") {
    std::terminate();
  }
  std::cerr << "usage: main zero|return|one|error\n";
  return 2;
}
