// Lua itself and the libraries that need nothing of an operating system, as one file.
// Which arithmetic the core takes is told only to files that say their names.
#define lobject_c
#define LUA_CORE
#define LUA_LIB

#include <lua.vm.js/lua/src/lapi.c>
#include <lua.vm.js/lua/src/lcode.c>
#include <lua.vm.js/lua/src/lctype.c>
#include <lua.vm.js/lua/src/ldebug.c>
#include <lua.vm.js/lua/src/ldo.c>
#include <lua.vm.js/lua/src/ldump.c>
#include <lua.vm.js/lua/src/lfunc.c>
#include <lua.vm.js/lua/src/lgc.c>
#include <lua.vm.js/lua/src/llex.c>
#include <lua.vm.js/lua/src/lmem.c>
#include <lua.vm.js/lua/src/lobject.c>
#include <lua.vm.js/lua/src/lopcodes.c>
#include <lua.vm.js/lua/src/lparser.c>
#include <lua.vm.js/lua/src/lstate.c>
#include <lua.vm.js/lua/src/lstring.c>
#include <lua.vm.js/lua/src/ltable.c>
#include <lua.vm.js/lua/src/ltm.c>
#include <lua.vm.js/lua/src/lundump.c>
#include <lua.vm.js/lua/src/lvm.c>
#include <lua.vm.js/lua/src/lzio.c>

#include <lua.vm.js/lua/src/lauxlib.c>
#include <lua.vm.js/lua/src/lbaselib.c>
#include <lua.vm.js/lua/src/lcorolib.c>
#include <lua.vm.js/lua/src/lmathlib.c>
#include <lua.vm.js/lua/src/lstrlib.c>
#include <lua.vm.js/lua/src/ltablib.c>

// Lua's errors are longjmp, which on WebAssembly is an exception with this tag: clang leaves it to be defined.
__asm__(".globl __c_longjmp\n"
        ".tagtype __c_longjmp i32\n"
        "__c_longjmp:\n");
