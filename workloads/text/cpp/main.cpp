#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

namespace {

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

// Each code point has its bytes turned round, then all bytes are.
std::string reversed(std::string line) {
  for (auto start = line.begin(); start != line.end();) {
    const auto end = std::find_if_not(start + 1, line.end(), continues);
    std::reverse(start, end);
    start = end;
  }
  std::ranges::reverse(line);
  return line;
}

} // namespace

int main() {
  std::ios::sync_with_stdio(false);
  std::vector<std::string> lines;
  for (std::string line; std::getline(std::cin, line); lines.push_back(line)) {
    std::cout << line.size() << ' ' << line.size() - std::ranges::count_if(line, continues) << ' ' << reversed(line)
              << '\n';
  }
  // char_traits compare unsigned bytes, whose order in UTF-8 is that of code points.
  std::ranges::sort(lines);
  for (const std::string &line : lines) std::cout << line << '\n';
}
