// The part of Fengari that is used here; it has no types of its own.
declare module "fengari-web/dist/fengari-web.js" {
  /** A thread of Lua with its stack. */
  export interface LuaState {
    readonly __state: unique symbol;
  }

  /** Lua's texts are bytes. */
  export type LuaString = Uint8Array;
  export type LuaFunction = (state: LuaState) => number;

  export function to_luastring(text: string): LuaString;

  export const lua: {
    readonly LUA_OK: number;
    lua_gettop(state: LuaState): number;
    lua_pop(state: LuaState, count: number): void;
    lua_register(state: LuaState, name: LuaString, value: LuaFunction): void;
    lua_pcall(state: LuaState, args: number, results: number, handler: number): number;
    lua_tojsstring(state: LuaState, index: number): string | null;
  };

  export const lauxlib: {
    luaL_newstate(): LuaState;
    luaL_loadbuffer(state: LuaState, source: LuaString, size: number, name: LuaString): number;
    luaL_tolstring(state: LuaState, index: number): LuaString;
  };

  export const lualib: {
    luaL_openlibs(state: LuaState): void;
  };
}
