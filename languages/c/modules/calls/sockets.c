// Operations on sockets.
#include "calls.h"

static const char *const riflags[] = {"recv_peek", "recv_waitall", 0};
static const char *const roflags[] = {"recv_data_truncated", 0};
static const char *const hows[] = {"rd", "wr", 0};

static int32_t accept_it(struct words *words) {
  int32_t fd = next_descriptor(words), *opened = guarded(4);
  int32_t error = wasi_sock_accept(fd, (int32_t)next_flags(words, fdflag_names), AT(opened));
  if (error == 0) name_descriptor(words->result_name, *opened);
  if (!is_guarded(opened, 4)) say_overrun();
  return error;
}

static struct buffers buffers;

static int32_t recv_it(struct words *words) {
  int32_t fd = next_descriptor(words);
  next_lengths(words, &buffers);
  uint32_t *size = guarded(4);
  uint16_t *flags = guarded(2);
  int32_t error =
      wasi_sock_recv(fd, AT(buffers.list), buffers.count, (int32_t)next_flags(words, riflags), AT(size), AT(flags));
  if (error == 0) say(" "), say_flags(*flags, roflags), say_read(&buffers, *size);
  if (!is_guarded(size, 4) || !is_guarded(flags, 2)) say_overrun();
  return error;
}

static int32_t send_it(struct words *words) {
  int32_t fd = next_descriptor(words);
  next_texts(words, &buffers);
  uint32_t *size = guarded(4);
  int32_t error = wasi_sock_send(fd, AT(buffers.list), buffers.count, (int32_t)next_number(words), AT(size));
  if (error == 0) say(" %u", *size);
  if (!is_guarded(size, 4)) say_overrun();
  return error;
}

static int32_t shutdown_it(struct words *words) {
  int32_t fd = next_descriptor(words);
  return wasi_sock_shutdown(fd, (int32_t)next_flags(words, hows));
}

const struct operation sockets[] = {
    {"sock_accept", accept_it}, {"sock_recv", recv_it}, {"sock_send", send_it}, {"sock_shutdown", shutdown_it}, {0, 0},
};
