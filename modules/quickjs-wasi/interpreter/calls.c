// The functions of preview 1 as a module of JavaScript, called as JavaScript calls those of a WebAssembly module: an i64 is a bigint, and a pointer
// is a number. A typed array in its place is the address of its bytes.
#include "calls.h"
#include "wasi.h"

static int32_t to_number(JSContext *context, JSValueConst value) {
  int64_t word = 0;
  JS_ToInt64(context, &word, value);
  return (int32_t)word;
}

int32_t to_word(JSContext *context, JSValueConst value) {
  if (JS_IsNumber(value)) return to_number(context, value);
  size_t size, offset = 0;
  bool is_buffer = JS_IsArrayBuffer(value);
  JSValue buffer =
      is_buffer ? JS_DupValue(context, value) : JS_GetTypedArrayBuffer(context, value, &offset, &size, NULL);
  if (JS_IsException(buffer)) return 0;
  uint8_t *bytes = JS_GetArrayBuffer(context, &size, buffer);
  JS_FreeValue(context, buffer);
  return (int32_t)(uintptr_t)(bytes + offset);
}

// The operands of a call; false where JavaScript has an exception for one of them.
static bool take(JSContext *context, const char *signature, JSValueConst *given, int64_t *v) {
  for (; *signature; signature++, given++, v++) {
    if (*signature == 'i') *v = to_word(context, *given);
    else if (JS_ToBigInt64(context, v, *given) < 0) return false;
    if (JS_HasException(context)) return false;
  }
  return true;
}

#define A1 v[0]
#define A2 A1, v[1]
#define A3 A2, v[2]
#define A4 A3, v[3]
#define A5 A4, v[4]
#define A6 A5, v[5]
#define A7 A6, v[6]
#define A8 A7, v[7]
#define A9 A8, v[8]

#define CALLS(F)                                                                                                       \
  F(args_get, "ii", A2)                                                                                                \
  F(args_sizes_get, "ii", A2)                                                                                          \
  F(environ_get, "ii", A2)                                                                                             \
  F(environ_sizes_get, "ii", A2)                                                                                       \
  F(clock_time_get, "iIi", A3)                                                                                         \
  F(fd_close, "i", A1)                                                                                                 \
  F(fd_fdstat_get, "ii", A2)                                                                                           \
  F(fd_fdstat_set_flags, "ii", A2)                                                                                     \
  F(fd_filestat_get, "ii", A2)                                                                                         \
  F(fd_filestat_set_size, "iI", A2)                                                                                    \
  F(fd_pread, "iiiIi", A5)                                                                                             \
  F(fd_prestat_get, "ii", A2)                                                                                          \
  F(fd_prestat_dir_name, "iii", A3)                                                                                    \
  F(fd_pwrite, "iiiIi", A5)                                                                                            \
  F(fd_read, "iiii", A4)                                                                                               \
  F(fd_readdir, "iiiIi", A5)                                                                                           \
  F(fd_write, "iiii", A4)                                                                                              \
  F(path_create_directory, "iii", A3)                                                                                  \
  F(path_filestat_get, "iiiii", A5)                                                                                    \
  F(path_filestat_set_times, "iiiiIIi", A7)                                                                            \
  F(path_link, "iiiiiii", A7)                                                                                          \
  F(path_open, "iiiiiIIii", A9)                                                                                        \
  F(path_readlink, "iiiiii", A6)                                                                                       \
  F(path_remove_directory, "iii", A3)                                                                                  \
  F(path_rename, "iiiiii", A6)                                                                                         \
  F(path_symlink, "iiiii", A5)                                                                                         \
  F(path_unlink_file, "iii", A3)                                                                                       \
  F(poll_oneoff, "iiii", A4)                                                                                           \
  F(random_get, "ii", A2)                                                                                              \
  F(sock_accept, "iii", A3)                                                                                            \
  F(sock_recv, "iiiiii", A6)                                                                                           \
  F(sock_send, "iiiii", A5)                                                                                            \
  F(sock_shutdown, "ii", A2)

#define DEFINE(NAME, SIGNATURE, ...)                                                                                   \
  static JSValue js_##NAME(JSContext *context, JSValueConst self, int count, JSValueConst *given) {                    \
    (void)self, (void)count;                                                                                           \
    int64_t v[sizeof SIGNATURE];                                                                                       \
    return take(context, SIGNATURE, given, v) ? JS_NewInt32(context, wasi_##NAME(__VA_ARGS__)) : JS_EXCEPTION;         \
  }
CALLS(DEFINE)

static JSValue js_proc_exit(JSContext *context, JSValueConst self, int count, JSValueConst *given) {
  (void)self, (void)count;
  wasi_proc_exit(to_word(context, given[0]));
}

#define NAME_CALL(NAME, SIGNATURE, ...) JS_CFUNC_DEF(#NAME, sizeof SIGNATURE - 1, js_##NAME),
static const JSCFunctionListEntry functions[] = {
    CALLS(NAME_CALL) JS_CFUNC_DEF("proc_exit", 1, js_proc_exit),
};
enum { functions_count = sizeof functions / sizeof functions[0] };

static int fill(JSContext *context, JSModuleDef *module) {
  return JS_SetModuleExportList(context, module, functions, functions_count);
}

bool add_calls(JSContext *context) {
  JSModuleDef *module = JS_NewCModule(context, "wasi_snapshot_preview1", fill);
  return module != NULL && JS_AddModuleExportList(context, module, functions, functions_count) == 0;
}
