// The command `lua main.lua ARGUMENTS`, with the script in the same module.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"

#define SCRIPT(name) __attribute__((import_module("script"), import_name(#name)))
SCRIPT(size) uint32_t script_size(uint32_t *into);
SCRIPT(read) void script_read(char *into, uint32_t size);

static int explain(lua_State *L) {
  const char *message = lua_tostring(L, 1);
  if (message == NULL) message = luaL_tolstring(L, 1, NULL);
  luaL_traceback(L, L, message, 1);
  return 1;
}

// Sets the table `arg`, and leaves the arguments on the stack.
static int push_arguments(lua_State *L, int argc, char **argv) {
  lua_createtable(L, argc, 1);
  lua_pushliteral(L, "main.lua");
  lua_rawseti(L, -2, 0);
  for (int at = 1; at < argc; at++) {
    lua_pushstring(L, argv[at]);
    lua_rawseti(L, -2, at);
  }
  lua_setglobal(L, "arg");
  luaL_checkstack(L, argc, "too many arguments");
  for (int at = 1; at < argc; at++) lua_pushstring(L, argv[at]);
  return argc > 0 ? argc - 1 : 0;
}

static int run(lua_State *L, int argc, char **argv) {
  uint32_t size;
  script_size(&size);
  char *text = malloc(size + 1);
  if (text == NULL) return LUA_ERRMEM;
  script_read(text, size);
  luaL_openlibs(L);
  lua_pushcfunction(L, explain);
  int status = luaL_loadbufferx(L, text, size, "@main.lua", "t");
  free(text);
  return status == LUA_OK ? lua_pcall(L, push_arguments(L, argc, argv), 0, 1) : status;
}

int main(int argc, char **argv) {
  lua_State *L = luaL_newstate();
  if (L == NULL) {
    fputs("lua: not enough memory\n", stderr);
    return EXIT_FAILURE;
  }
  int status = run(L, argc, argv);
  if (status != LUA_OK) fprintf(stderr, "lua: %s\n", lua_tostring(L, -1));
  lua_close(L);
  return status == LUA_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
