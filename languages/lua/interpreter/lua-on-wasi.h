// What Lua's sources take from the system, where WASI has it otherwise. Included before each of them.
#pragma once
#include <errno.h>
#include <locale.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>
#include "unwind.h"

// Where the sources know WASI they leave functions out that work. All headers that they take stand above.
#undef __wasi__

#define luai_jmpbuf int
#define LUAI_THROW(L, c) unwind()
// Lua's own function around it has the call as `f` and its data as `ud`.
#define LUAI_TRY(L, c, a) protect((protected_call *)f, L, ud)

// There are no other processes, and no folder for temporary files.
static inline int no_system(const char *command) { return command ? (errno = ENOSYS, -1) : 0; }
#define system no_system
#define tmpfile() (errno = ENOSYS, (FILE *)NULL)
#define lua_tmpnam(b, e) ((void)(b), e = 1)
#define LUA_TMPNAMBUFSIZE 1
