// The one open file, and files read piece by piece.
#include "operations.h"
#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>
#include <vector>

namespace {

int held = -1;

bool say_place(off_t place) {
  if (place < 0) return false;
  std::printf(" %lld", static_cast<long long>(place));
  return true;
}

} // namespace

bool open_held(Operands operands) {
  held = open(below_data(operands[0]).c_str(), operands[1] == "read" ? O_RDONLY : O_WRONLY);
  return held >= 0 && done(0);
}

bool close_held(Operands) { return done(close(held)); }

bool seek_held(Operands operands) {
  const auto whence = operands[0] == "start" ? SEEK_SET : operands[0] == "end" ? SEEK_END : SEEK_CUR;
  return say_place(lseek(held, number_of(operands[1]), whence));
}

bool tell_held(Operands) { return say_place(lseek(held, 0, SEEK_CUR)); }

bool get_bytes(Operands operands) {
  std::string bytes(static_cast<std::size_t>(number_of(operands[0])), '\0');
  std::size_t all = 0;
  ssize_t count;
  while ((count = read(held, bytes.data() + all, bytes.size() - all)) > 0) all += static_cast<std::size_t>(count);
  if (count < 0) return false;
  say_bytes({bytes.data(), all});
  return true;
}

bool put_bytes(Operands operands) {
  for (std::string_view left = operands[0]; !left.empty();) {
    const auto count = write(held, left.data(), left.size());
    if (count < 0) return false;
    left.remove_prefix(static_cast<std::size_t>(count));
  }
  std::printf(" %zu", operands[0].size());
  return true;
}

bool read_chunks(Operands operands) {
  const int file = open(below_data(operands[0]).c_str(), O_RDONLY);
  if (file < 0) return false;
  std::vector<char> bytes(static_cast<std::size_t>(number_of(operands[1])));
  unsigned long long all = 0;
  auto sum = first_hash;
  ssize_t size;
  while ((size = read(file, bytes.data(), bytes.size())) > 0) {
    all += static_cast<unsigned long long>(size);
    sum = hash(sum, {bytes.data(), static_cast<std::size_t>(size)});
  }
  close(file);
  if (size < 0) return false;
  std::printf(" %llu fnv=%08x", all, static_cast<unsigned>(sum));
  return true;
}

bool read_lines(Operands operands) {
  const auto file = open_file(operands[0], "r");
  if (!file) return false;
  char *line = nullptr;
  std::size_t room = 0, longest = 0;
  unsigned long count = 0;
  auto sum = first_hash;
  for (ssize_t size; (size = getline(&line, &room, file.get())) >= 0; count++) {
    std::string_view text(line, static_cast<std::size_t>(size));
    if (text.ends_with('\n')) text.remove_suffix(1);
    longest = std::max(longest, text.size());
    sum = hash(hash(sum, text), "\n");
  }
  std::free(line);
  std::printf(" %lu longest=%zu fnv=%08x", count, longest, static_cast<unsigned>(sum));
  return true;
}
