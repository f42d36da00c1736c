// One request and its response.
#include "http.h"
#include <ctype.h>
#include <stdio.h>
#include <strings.h>
#include <sys/stat.h>
#include "sockets.h"

static const struct {
  int status;
  const char *reason, *body;
} errors[] = {
    {400, "Bad Request", "bad request\n"},
    {404, "Not Found", "not found\n"},
    {405, "Method Not Allowed", "method not allowed\n"},
    {431, "Request Header Fields Too Large", "request header fields too large\n"},
};

struct request {
  char method[16];
  char path[MOST_HEAD];
  bool keep;
};

static bool send_head(int connection, int status, const char *reason, const char *type, size_t length, bool keep) {
  char head[512];
  int size =
      snprintf(head, sizeof head, "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\n%s%s\r\n", status,
               reason, type, length, status == 405 ? "Allow: GET, HEAD\r\n" : "", keep ? "" : "Connection: close\r\n");
  return send_all(connection, head, (size_t)size);
}

static bool send_error(int connection, int status, bool with_body, bool keep) {
  size_t at = 0;
  while (errors[at].status != status) at++;
  size_t length = strlen(errors[at].body);
  return send_head(connection, status, errors[at].reason, "text/plain; charset=utf-8", length, keep) &&
         (!with_body || send_all(connection, errors[at].body, length)) && keep;
}

void refuse(int connection, int status) { send_error(connection, status, true, false); }

static const char *type_of(const char *path) {
  const char *ending = strrchr(path, '.');
  if (ending && strcmp(ending, ".html") == 0) return "text/html; charset=utf-8";
  if (ending && strcmp(ending, ".txt") == 0) return "text/plain; charset=utf-8";
  if (ending && strcmp(ending, ".json") == 0) return "application/json";
  return "application/octet-stream";
}

static int digit(char c) {
  return isdigit((unsigned char)c) ? c - '0' : isxdigit((unsigned char)c) ? (c | 32) - 'a' + 10 : -1;
}

static bool decode(const char *from, size_t size, char *path) {
  for (const char *end = from + size; from < end && *from != '?'; from++) {
    if (*from != '%') {
      *path++ = *from;
      continue;
    }
    if (end - from < 3 || digit(from[1]) < 0 || digit(from[2]) < 0) return false;
    char decoded = (char)(digit(from[1]) << 4 | digit(from[2]));
    if (decoded == 0) return false;
    *path++ = decoded;
    from += 2;
  }
  *path = 0;
  return true;
}

static bool is(const char *text, size_t size, const char *word) {
  return size == strlen(word) && strncasecmp(text, word, size) == 0;
}

// METHOD SP TARGET SP VERSION
static bool parse_line(const char *line, size_t size, struct request *request, bool *modern) {
  const char *end = line + size;
  const char *target = memchr(line, ' ', size);
  if (!target || target == line || (size_t)(target - line) >= sizeof request->method) return false;
  for (const char *c = line; c < target; c++)
    if (!isalpha((unsigned char)*c)) return false;
  snprintf(request->method, sizeof request->method, "%.*s", (int)(target - line), line);
  const char *version = memchr(++target, ' ', (size_t)(end - target));
  if (!version || *target != '/') return false;
  *modern = is(version + 1, (size_t)(end - version - 1), "HTTP/1.1");
  if (!*modern && !is(version + 1, (size_t)(end - version - 1), "HTTP/1.0")) return false;
  return decode(target, (size_t)(version - target), request->path);
}

static bool parse(const char *head, size_t size, struct request *request) {
  bool modern = false, host = false;
  const char *end = memmem(head, size, "\r\n", 2);
  if (!parse_line(head, (size_t)(end - head), request, &modern)) return false;
  request->keep = modern;
  for (const char *line = end + 2; line < head + size - 2; line = end + 2) {
    end = memmem(line, (size_t)(head + size - line), "\r\n", 2);
    const char *colon = memchr(line, ':', (size_t)(end - line));
    if (!colon || colon == line) return false;
    size_t name = (size_t)(colon - line);
    const char *value = colon + 1, *last = end;
    while (value < last && (*value == ' ' || *value == '\t')) value++;
    while (last > value && (last[-1] == ' ' || last[-1] == '\t')) last--;
    if (is(line, name, "Host")) host = true;
    if (is(line, name, "Content-Length") || is(line, name, "Transfer-Encoding")) request->keep = false;
    if (is(line, name, "Connection") && is(value, (size_t)(last - value), "close")) request->keep = false;
  }
  return host || !modern;
}

static bool climbs(const char *path) {
  for (const char *segment = path; segment; segment = strchr(segment, '/')) {
    segment += *segment == '/';
    if (strncmp(segment, "..", 2) == 0 && (segment[2] == '/' || segment[2] == 0)) return true;
  }
  return false;
}

static bool send_file(int connection, const struct request *request, bool with_body) {
  const char *path = request->path[1] ? request->path + 1 : "index.html";
  int file = climbs(path) ? -1 : openat(descriptor_named("/site"), path, O_RDONLY);
  struct stat status;
  if (file >= 0 && (fstat(file, &status) < 0 || !S_ISREG(status.st_mode))) {
    close(file);
    file = -1;
  }
  if (file < 0) return send_error(connection, 404, with_body, request->keep);
  bool sent = send_head(connection, 200, "OK", type_of(path), (size_t)status.st_size, request->keep);
  char buffer[16384];
  ssize_t size;
  while (sent && with_body && (size = read(file, buffer, sizeof buffer)) > 0)
    sent = send_all(connection, buffer, (size_t)size);
  close(file);
  return sent && request->keep;
}

bool answer(int connection, const char *head, size_t size) {
  struct request request;
  if (!parse(head, size, &request)) return send_error(connection, 400, true, false);
  bool with_body = strcmp(request.method, "HEAD") != 0;
  if (with_body && strcmp(request.method, "GET") != 0) return send_error(connection, 405, true, false);
  return send_file(connection, &request, with_body);
}
