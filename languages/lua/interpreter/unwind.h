// Errors without exceptions of WebAssembly: engines of before 2025 have none. The stack is unwound by code that binaryen's pass
// `asyncify` puts behind each call.
#pragma once

typedef void protected_call(void *state, void *data);

/** Calls it with both, and returns when it has returned, or when unwind() was called below it. */
void protect(protected_call *call, void *state, void *data);

/** Leaves all functions up to the innermost protect(). The caller must do nothing after it. */
void unwind(void);
