// Lua's errors take no setjmp here: see lua-on-wasi.h.
