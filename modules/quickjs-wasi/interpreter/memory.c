// What a program needs of the memory that preview 1 writes to: addresses, UTF-8, and descriptors that are closed with the last use of them.
#include "calls.h"
#include "wasi.h"

static JSClassID held_class;

static void close_held(JSRuntime *runtime, JSValueConst held) {
  int32_t *descriptor = JS_GetOpaque(held, held_class);
  wasi_fd_close(*descriptor);
  js_free_rt(runtime, descriptor);
}

static JSValue hold(JSContext *context, JSValueConst self, int count, JSValueConst *given) {
  (void)self, (void)count;
  int32_t *descriptor = js_malloc(context, sizeof *descriptor);
  if (descriptor == NULL) return JS_EXCEPTION;
  *descriptor = to_word(context, given[0]);
  JSValue held = JS_HasException(context) ? JS_EXCEPTION : JS_NewObjectClass(context, (int)held_class);
  if (JS_IsException(held)) js_free(context, descriptor);
  else JS_SetOpaque(held, descriptor);
  return held;
}

static JSValue address(JSContext *context, JSValueConst self, int count, JSValueConst *given) {
  (void)self, (void)count;
  uint32_t at = (uint32_t)to_word(context, given[0]);
  return JS_HasException(context) ? JS_EXCEPTION : JS_NewUint32(context, at);
}

static JSValue encode(JSContext *context, JSValueConst self, int count, JSValueConst *given) {
  (void)self, (void)count;
  size_t size;
  const char *text = JS_ToCStringLen(context, &size, given[0]);
  if (text == NULL) return JS_EXCEPTION;
  JSValue bytes = JS_NewUint8ArrayCopy(context, (const uint8_t *)text, size);
  JS_FreeCString(context, text);
  return bytes;
}

static JSValue decode(JSContext *context, JSValueConst self, int count, JSValueConst *given) {
  (void)self, (void)count;
  size_t size;
  const uint8_t *bytes = JS_GetUint8Array(context, &size, given[0]);
  return bytes ? JS_NewStringLen(context, (const char *)bytes, size) : JS_EXCEPTION;
}

static const JSCFunctionListEntry functions[] = {
    JS_CFUNC_DEF("address", 1, address),
    JS_CFUNC_DEF("decode", 1, decode),
    JS_CFUNC_DEF("encode", 1, encode),
    JS_CFUNC_DEF("hold", 1, hold),
};
enum { functions_count = sizeof functions / sizeof functions[0] };

static int fill(JSContext *context, JSModuleDef *module) {
  return JS_SetModuleExportList(context, module, functions, functions_count);
}

bool add_memory(JSContext *context) {
  JSRuntime *runtime = JS_GetRuntime(context);
  JS_NewClassID(runtime, &held_class);
  JSModuleDef *module = JS_NewCModule(context, "memory", fill);
  return JS_NewClass(runtime, held_class, &(JSClassDef){.class_name = "Held", .finalizer = close_held}) == 0 &&
         module != NULL && JS_AddModuleExportList(context, module, functions, functions_count) == 0;
}
