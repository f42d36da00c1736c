// One thread, no plug-ins: what WASI does not have.
#define SQLITE_THREADSAFE 0
#define SQLITE_OMIT_LOAD_EXTENSION

#include <@nozbe/sqlite/sqlite-amalgamation-3460000/sqlite3.c>
