#pragma once
#include <quickjs.h>
#include <stdbool.h>
#include <stdint.h>

/** Gives programs the module `wasi_snapshot_preview1`; false without memory for it. */
bool add_calls(JSContext *context);

/** Gives programs the module `memory`; false without memory for it. */
bool add_memory(JSContext *context);

/** A whole number, or the address of a typed array's bytes. */
int32_t to_word(JSContext *context, JSValueConst value);
