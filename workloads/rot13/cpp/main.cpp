// A ROT13 server for many clients: one thread, non-blocking descriptors, poll.
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <iostream>
#include <poll.h>
#include <sstream>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <vector>

// The listener is open already: FD_NAMES tells which descriptor it is.
static int descriptor(const std::string &name) {
  const char *names = std::getenv("FD_NAMES");
  std::istringstream stream(names ? names : "");
  std::string own;
  for (int fd = 0; std::getline(stream, own, ':'); fd++)
    if (own == name) return fd;
  return -1;
}

static char rotate(char letter) {
  char first = letter >= 'a' ? 'a' : 'A';
  return letter >= first && letter <= first + 25 ? static_cast<char>(first + (letter - first + 13) % 26) : letter;
}

class Client {
public:
  explicit Client(int fd) : fd_(fd) {}
  Client(Client &&other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Client &operator=(Client &&other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Client() {
    if (fd_ < 0) return;
    shutdown(fd_, SHUT_RDWR);
    close(fd_);
  }

  pollfd waiting() const { return {fd_, POLLIN, 0}; }

  // Answers what has come; false when the client is done.
  bool serve() {
    std::array<char, 16384> buffer;
    ssize_t size = recv(fd_, buffer.data(), buffer.size(), 0);
    if (size < 0) return errno == EAGAIN;
    std::transform(buffer.begin(), buffer.begin() + size, buffer.begin(), rotate);
    return size > 0 && send_all({buffer.data(), static_cast<std::size_t>(size)});
  }

private:
  bool send_all(std::string_view bytes) {
    while (!bytes.empty()) {
      ssize_t sent = send(fd_, bytes.data(), bytes.size(), 0);
      if (sent >= 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
      else if (errno == EAGAIN) usleep(1000);
      else return false;
    }
    return true;
  }

  int fd_;
};

int main(int argc, char **argv) {
  int left = argc > 1 ? std::atoi(argv[1]) : 1;
  int listener = descriptor("rot13");
  if (listener < 0 || fcntl(listener, F_SETFL, O_NONBLOCK) < 0) {
    std::cerr << "rot13: no listener\n";
    return 2;
  }
  std::vector<Client> clients;
  while (left > 0 || !clients.empty()) {
    std::vector<pollfd> waiting{{listener, POLLIN, 0}};
    for (const Client &client : clients) waiting.push_back(client.waiting());
    // Some engines call a non-blocking descriptor ready at once or sleep the whole time: whoever is asked may have nothing.
    if (poll(waiting.data(), waiting.size(), 5) < 0) return 1;
    int fd = left > 0 ? accept4(listener, nullptr, nullptr, SOCK_NONBLOCK) : -1;
    if (fd >= 0) {
      clients.emplace_back(fd);
      left--;
    }
    std::erase_if(clients, [](Client &client) { return !client.serve(); });
  }
}
