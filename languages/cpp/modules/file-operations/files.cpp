// Operations on whole files, on names, and on what is known of them.
#include "operations.h"
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

namespace {

constexpr auto near = 60;

bool write_text(std::string_view path, const char *mode, long long place, const std::string &text) {
  auto file = open_file(path, mode);
  if (!file) return false;
  const bool written = (place == 0 || fseeko(file.get(), place, SEEK_SET) == 0) &&
                       std::fwrite(text.data(), 1, text.size(), file.get()) == text.size();
  if (!close_file(std::move(file)) || !written) return false;
  std::printf(" %zu", text.size());
  return true;
}

bool say_stat(int status, const struct stat &found) {
  if (status != 0) return false;
  if (S_ISREG(found.st_mode)) std::printf(" file %lld", static_cast<long long>(found.st_size));
  else std::printf(S_ISDIR(found.st_mode) ? " directory" : S_ISLNK(found.st_mode) ? " link" : " other");
  return true;
}

void say_time(const timespec &time) {
  timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (std::llabs(static_cast<long long>(now.tv_sec) - time.tv_sec) <= near) std::printf(" now");
  else std::printf(" %lld.%09ld", static_cast<long long>(time.tv_sec), time.tv_nsec);
}

/** SECONDS.NANOSECONDS, nine digits behind the point. */
timespec time_of(const std::string &text) {
  timespec time = {};
  time.tv_sec = number_of(text);
  time.tv_nsec = static_cast<long>(number_of(text.substr(text.find('.') + 1)));
  return time;
}

} // namespace

File open_file(std::string_view path, const char *mode) { return File(std::fopen(below_data(path).c_str(), mode)); }

bool close_file(File file) { return std::fclose(file.release()) == 0; }

bool append_file(Operands operands) { return write_text(operands[0], "a", 0, operands[1]); }
bool patch_file(Operands operands) { return write_text(operands[0], "r+", number_of(operands[1]), operands[2]); }
bool write_file(Operands operands) { return write_text(operands[0], "w", 0, operands[1]); }

bool create_file(Operands operands) {
  auto file = open_file(operands[0], "wx");
  return file && done(close_file(std::move(file)) ? 0 : -1);
}

bool fill_file(Operands operands) {
  const auto size = number_of(operands[1]);
  std::string text;
  for (long long at = 0; at < size; at++) text += static_cast<char>(at % 61 == 60 ? '\n' : 'a' + at % 26);
  return write_text(operands[0], "w", 0, text);
}

bool read_file(Operands operands) {
  const auto file = open_file(operands[0], "r");
  if (!file) return false;
  std::string bytes;
  char piece[4096];
  while (const auto count = std::fread(piece, 1, sizeof piece, file.get())) bytes.append(piece, count);
  if (std::ferror(file.get())) return false;
  say_bytes(bytes);
  return true;
}

bool resize_file(Operands operands) { return done(truncate(below_data(operands[0]).c_str(), number_of(operands[1]))); }
bool link_file(Operands operands) {
  return done(link(below_data(operands[0]).c_str(), below_data(operands[1]).c_str()));
}
bool symlink_file(Operands operands) { return done(symlink(operands[0].c_str(), below_data(operands[1]).c_str())); }
bool rename_file(Operands operands) {
  return done(std::rename(below_data(operands[0]).c_str(), below_data(operands[1]).c_str()));
}
bool remove_file(Operands operands) { return done(unlink(below_data(operands[0]).c_str())); }

bool read_link(Operands operands) {
  char target[1024];
  const auto size = readlink(below_data(operands[0]).c_str(), target, sizeof target);
  if (size < 0) return false;
  std::putchar(' ');
  say_text({target, static_cast<std::size_t>(size)});
  return true;
}

bool lstat_file(Operands operands) {
  struct stat found;
  return say_stat(lstat(below_data(operands[0]).c_str(), &found), found);
}

bool stat_file(Operands operands) {
  struct stat found;
  return say_stat(stat(below_data(operands[0]).c_str(), &found), found);
}

bool tell_times(Operands operands) {
  struct stat found;
  if (stat(below_data(operands[0]).c_str(), &found) != 0) return false;
  say_time(found.st_atim), say_time(found.st_mtim);
  return true;
}

bool touch_file(Operands operands) {
  const timespec times[] = {time_of(operands[1]), time_of(operands[2])};
  return done(utimensat(AT_FDCWD, below_data(operands[0]).c_str(), times, 0));
}
