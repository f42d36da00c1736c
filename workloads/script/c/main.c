#include <stdio.h>

#include <lua.vm.js/lua/src/lua.h>
#include <lua.vm.js/lua/src/lauxlib.h>
#include <lua.vm.js/lua/src/lualib.h>

static const luaL_Reg libraries[] = {
    {"_G", luaopen_base},
    {LUA_COLIBNAME, luaopen_coroutine},
    {LUA_MATHLIBNAME, luaopen_math},
    {LUA_STRLIBNAME, luaopen_string},
    {LUA_TABLIBNAME, luaopen_table},
};

static void open_libraries(lua_State *lua) {
  for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
    luaL_requiref(lua, libraries[i].name, libraries[i].func, 1);
    lua_pop(lua, 1);
  }
}

int main(void) {
  lua_State *lua = luaL_newstate();
  if (!lua) return 1;
  open_libraries(lua);
  // Without a file name, the program is standard input.
  int status = luaL_loadfile(lua, NULL);
  if (status == LUA_OK) status = lua_pcall(lua, 0, 0, 0);
  if (status != LUA_OK) {
    const char *message = lua_tostring(lua, -1);
    fprintf(stderr, "error: %s\n", message ? message : "an error that is no text");
  }
  lua_close(lua);
  return status == LUA_OK ? 0 : 1;
}
