// A timestamp server: lines in, lines out, one client after another.
#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <poll.h>
#include <sstream>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

using namespace std::chrono;

constexpr sys_seconds first_second{sys_days{year{0} / January / 1}};
constexpr sys_seconds last_second{sys_days{year{10000} / January / 1} - seconds{1}};

// The listener is open already: FD_NAMES tells which descriptor it is.
static int descriptor(const std::string &name) {
  const char *names = std::getenv("FD_NAMES");
  std::istringstream stream(names ? names : "");
  std::string own;
  for (int fd = 0; std::getline(stream, own, ':'); fd++)
    if (own == name) return fd;
  return -1;
}

// A listener may be non-blocking, whatever it was asked for: the wait is poll's.
static int next_connection(int listener) {
  for (;;) {
    pollfd wanted{listener, POLLIN, 0};
    if (poll(&wanted, 1, -1) < 0) return -1;
    int connection = accept(listener, nullptr, nullptr);
    if (connection >= 0 || errno != EAGAIN) return connection;
  }
}

static bool is_digit(char character) { return character >= '0' && character <= '9'; }

static std::optional<sys_seconds> read_second(std::string_view text) {
  std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
  if (digits.empty() || digits.size() > 12 || !std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
  long long value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  sys_seconds second{seconds{value}};
  if (second < first_second || second > last_second) return std::nullopt;
  return second;
}

// Each 0 of the pattern stands for a digit, every other character for itself.
static bool looks_like(std::string_view text, std::string_view pattern) {
  return std::equal(text.begin(), text.end(), pattern.begin(), pattern.end(),
                    [](char own, char wanted) { return wanted == '0' ? is_digit(own) : own == wanted; });
}

static std::optional<sys_seconds> read_time(std::string_view text) {
  bool utc = looks_like(text, "0000-00-00T00:00:00Z");
  if (!utc && !looks_like(text, "0000-00-00T00:00:00+00:00") && !looks_like(text, "0000-00-00T00:00:00-00:00"))
    return std::nullopt;
  auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    std::from_chars(text.data() + at, text.data() + at + size, value);
    return value;
  };
  year_month_day date{year{number(0, 4)}, month(number(5, 2)), day(number(8, 2))};
  hours hour{number(11, 2)}, offset_hour{utc ? 0 : number(20, 2)};
  minutes minute{number(14, 2)}, offset_minute{utc ? 0 : number(23, 2)};
  seconds second{number(17, 2)};
  if (!date.ok() || hour > 23h || minute > 59min || second > 59s || offset_hour > 23h || offset_minute > 59min)
    return std::nullopt;
  // Each sum in seconds: minutes since 1970 may not fit into the type that they have here.
  sys_seconds local = sys_seconds{sys_days{date}} + hour + minute + second;
  minutes offset = offset_hour + offset_minute;
  return text[19] == '-' ? local + offset : local - offset;
}

static std::string print(sys_seconds second, bool http) {
  static const char *weekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static const char *months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  sys_days midnight = floor<days>(second);
  year_month_day date{midnight};
  hh_mm_ss time{second - midnight};
  int year = int(date.year()), hour = int(time.hours().count()), minute = int(time.minutes().count()),
      left = int(time.seconds().count());
  unsigned month = unsigned(date.month()), day = unsigned(date.day());
  char text[40];
  if (http)
    std::snprintf(text, sizeof text, "%s, %02u %s %04d %02d:%02d:%02d GMT", weekdays[weekday{midnight}.c_encoding()],
                  day, months[month - 1], year, hour, minute, left);
  else std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", year, month, day, hour, minute, left);
  return text;
}

static std::optional<std::string> answer(std::string_view line) {
  std::size_t space = line.find(' ');
  if (space == line.npos) return std::nullopt;
  std::string_view command = line.substr(0, space), rest = line.substr(space + 1);
  if (command == "format" || command == "http") {
    auto second = read_second(rest);
    if (second) return print(*second, command == "http");
  } else if (command == "parse") {
    auto second = read_time(rest);
    if (second) return std::to_string(second->time_since_epoch().count());
  } else if (command == "between" && rest.find(' ') != rest.npos) {
    auto from = read_time(rest.substr(0, rest.find(' '))), until = read_time(rest.substr(rest.find(' ') + 1));
    auto now = floor<seconds>(system_clock::now());
    if (from && until) return now >= *from && now <= *until ? "yes" : "no";
  }
  return std::nullopt;
}

static bool send_all(int connection, std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t sent = send(connection, bytes.data(), bytes.size(), 0);
    if (sent < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

static void serve(int connection) {
  std::string waiting;
  char buffer[1024];
  ssize_t size;
  while ((size = recv(connection, buffer, sizeof buffer, 0)) > 0) {
    waiting.append(buffer, static_cast<std::size_t>(size));
    std::string answers;
    for (std::size_t end; (end = waiting.find('\n')) != waiting.npos; waiting.erase(0, end + 1))
      answers += answer(std::string_view(waiting).substr(0, end)).value_or("error") + '\n';
    if (!send_all(connection, answers)) break;
  }
  shutdown(connection, SHUT_RDWR);
  close(connection);
}

int main(int argc, char **argv) {
  int listener = descriptor("time");
  if (listener < 0) return 2;
  for (int count = argc > 1 ? std::atoi(argv[1]) : 1; count > 0; count--) {
    int connection = next_connection(listener);
    if (connection < 0) {
      std::cerr << "time: no connection\n";
      return 1;
    }
    serve(connection);
  }
}
