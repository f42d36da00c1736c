// The commands, and what is stored.
#include "session.h"
#include <stdarg.h>
#include <stdio.h>
#include <strings.h>
#include "sockets.h"

static int stored;

static bool say(struct session *session, const char *format, ...) {
  char answer[2048];
  va_list values;
  va_start(values, format);
  int size = vsnprintf(answer, sizeof answer, format, values);
  va_end(values);
  return size < (int)sizeof answer && send_all(session->connection, answer, (size_t)size);
}

void end_transaction(struct session *session) {
  free(session->envelope);
  session->envelope = NULL;
  session->envelope_size = session->message_size = 0;
  session->mail = session->data = session->large = false;
  session->recipients = 0;
}

static void add_to_envelope(struct session *session, const char *name, const char *address) {
  size_t more = strlen(name) + strlen(address) + 8;
  session->envelope = realloc(session->envelope, session->envelope_size + more);
  if (!session->envelope) abort();
  session->envelope_size +=
      (size_t)snprintf(session->envelope + session->envelope_size, more, "%s: <%s>\n", name, address);
}

static bool write_all(int file, const char *bytes, size_t size) {
  while (size > 0) {
    ssize_t written = write(file, bytes, size);
    if (written < 0) return false;
    bytes += written;
    size -= (size_t)written;
  }
  return true;
}

static bool store(struct session *session) {
  char name[32];
  snprintf(name, sizeof name, "%d.eml", stored + 1);
  int file = openat(descriptor_named("/mail"), name, O_WRONLY | O_CREAT | O_EXCL, 0644);
  bool done = file >= 0 && write_all(file, session->envelope, session->envelope_size) &&
              write_all(file, session->message, session->message_size);
  if (file >= 0) close(file);
  stored += done;
  return done;
}

static bool take_message_line(struct session *session, const char *line) {
  if (strcmp(line, ".") == 0) {
    bool large = session->large, done = !large && store(session);
    end_transaction(session);
    if (large) return say(session, "552 message too large\r\n");
    return done ? say(session, "250 stored as %d\r\n", stored) : say(session, "451 cannot store it\r\n");
  }
  if (*line == '.') line++;
  size_t size = strlen(line);
  if (session->message_size + size + 1 > MOST_MESSAGE) session->large = true;
  if (session->large) return true;
  memcpy(session->message + session->message_size, line, size);
  session->message[session->message_size + size] = '\n';
  session->message_size += size + 1;
  return true;
}

// WORD:<ADDRESS>, perhaps a space and parameters; cuts the address out.
static char *address_of(char *rest, const char *word, char **parameters) {
  size_t length = strlen(word);
  if (strncasecmp(rest, word, length) != 0 || rest[length] != '<') return NULL;
  char *end = strchr(rest, '>');
  if (!end || (end[1] != 0 && end[1] != ' ')) return NULL;
  *end = 0;
  *parameters = end + 1;
  return rest + length + 1;
}

static bool mail(struct session *session, char *rest) {
  char *parameters, *address = address_of(rest, "FROM:", &parameters);
  if (!address) return say(session, "501 syntax error in parameters\r\n");
  for (char *own = strtok(parameters, " "); own; own = strtok(NULL, " "))
    if (strncasecmp(own, "SIZE=", 5) == 0 && strtoul(own + 5, NULL, 10) > MOST_MESSAGE)
      return say(session, "552 message too large\r\n");
  session->mail = true;
  add_to_envelope(session, "Return-Path", address);
  return say(session, "250 ok\r\n");
}

static bool rcpt(struct session *session, const char *host, char *rest) {
  char *parameters, *address = address_of(rest, "TO:", &parameters);
  if (!address) return say(session, "501 syntax error in parameters\r\n");
  char *domain = strrchr(address, '@');
  if (!domain || strcasecmp(domain + 1, host) != 0) return say(session, "550 no such mailbox\r\n");
  session->recipients++;
  add_to_envelope(session, "Delivered-To", address);
  return say(session, "250 ok\r\n");
}

static bool greet(struct session *session, const char *host, bool extended, const char *name) {
  if (!*name) return say(session, "501 syntax error in parameters\r\n");
  end_transaction(session);
  session->greeted = true;
  return extended ? say(session, "250-%s\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE %d\r\n", host, MOST_MESSAGE)
                  : say(session, "250 %s\r\n", host);
}

static bool refuse_sequence(struct session *session) { return say(session, "503 bad sequence of commands\r\n"); }

bool take_line(struct session *session, const char *host, char *line) {
  if (session->data) return take_message_line(session, line);
  char *rest = line + strcspn(line, " ");
  if (*rest) *rest++ = 0;
  bool extended = strcasecmp(line, "EHLO") == 0;
  if (extended || strcasecmp(line, "HELO") == 0) return greet(session, host, extended, rest);
  if (strcasecmp(line, "MAIL") == 0)
    return !session->greeted || session->mail ? refuse_sequence(session) : mail(session, rest);
  if (strcasecmp(line, "RCPT") == 0) return !session->mail ? refuse_sequence(session) : rcpt(session, host, rest);
  if (strcasecmp(line, "DATA") == 0) {
    if (session->recipients == 0) return refuse_sequence(session);
    session->data = true;
    return say(session, "354 end with a line of one full stop\r\n");
  }
  if (strcasecmp(line, "RSET") == 0) end_transaction(session);
  else if (strcasecmp(line, "QUIT") == 0) return say(session, "221 goodbye\r\n") && false;
  else if (strcasecmp(line, "NOOP") != 0) return say(session, "500 command not recognised\r\n");
  return say(session, "250 ok\r\n");
}
