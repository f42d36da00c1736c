// An echo server on a socket that the engine has opened: FD_NAMES tells which descriptor it is.
#include <array>
#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <poll.h>
#include <sstream>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

static int descriptor(const std::string &name) {
  const char *names = std::getenv("FD_NAMES");
  std::istringstream stream(names ? names : "");
  std::string own;
  for (int fd = 0; std::getline(stream, own, ':'); fd++)
    if (own == name) return fd;
  return -1;
}

class Connection {
public:
  // The next one. A listener may be non-blocking, whatever it was asked for: the wait is poll's.
  explicit Connection(int listener) {
    do {
      pollfd wanted{listener, POLLIN, 0};
      if (poll(&wanted, 1, -1) < 0) return;
      fd_ = accept(listener, nullptr, nullptr);
    } while (fd_ < 0 && errno == EAGAIN);
  }
  Connection(const Connection &) = delete;
  Connection &operator=(const Connection &) = delete;
  ~Connection() {
    if (fd_ < 0) return;
    shutdown(fd_, SHUT_RDWR);
    close(fd_);
  }

  // Sends all back; false when something went wrong.
  bool echo() {
    std::array<char, 16384> buffer;
    ssize_t size;
    while ((size = recv(fd_, buffer.data(), buffer.size(), 0)) > 0)
      if (!send_all({buffer.data(), static_cast<std::size_t>(size)})) return false;
    return size == 0;
  }

private:
  bool send_all(std::string_view bytes) {
    while (!bytes.empty()) {
      ssize_t sent = send(fd_, bytes.data(), bytes.size(), 0);
      if (sent < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  int fd_ = -1;
};

int main(int argc, char **argv) {
  int listener = descriptor("echo");
  if (listener < 0) return 2;
  for (int count = argc > 1 ? std::atoi(argv[1]) : 1; count > 0; count--) {
    Connection connection(listener);
    if (connection.echo()) continue;
    std::cerr << "echo: errno " << errno << '\n';
    return 1;
  }
}
