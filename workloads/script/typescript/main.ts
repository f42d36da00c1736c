// Runs the Lua program of standard input in Fengari, Lua's virtual machine in JavaScript.
import "./window.js";
import { type LuaState, lauxlib, lua, lualib, to_luastring } from "fengari-web/dist/fengari-web.js";
import { chunks, warn, write } from "./stdio.js";

const tab = 9;
const lineEnd = 10;

/** Lua's print: what it has writes to a browser's console. */
function print(state: LuaState): number {
  const line: number[] = [];
  const count = lua.lua_gettop(state);
  for (let i = 1; i <= count; i++) {
    if (i > 1) line.push(tab);
    line.push(...lauxlib.luaL_tolstring(state, i));
    lua.lua_pop(state, 1);
  }
  line.push(lineEnd);
  write(Uint8Array.from(line));
  return 0;
}

/** Runs a program; undefined, or the message of its error. */
function execute(source: Uint8Array): string | undefined {
  const state = lauxlib.luaL_newstate();
  lualib.luaL_openlibs(state);
  lua.lua_register(state, to_luastring("print"), print);
  const failed =
    lauxlib.luaL_loadbuffer(state, source, source.length, to_luastring("=stdin")) !== lua.LUA_OK ||
    lua.lua_pcall(state, 0, 0, 0) !== lua.LUA_OK;
  return failed ? (lua.lua_tojsstring(state, -1) ?? "an error that is no text") : undefined;
}

export const run = {
  run(): void {
    const message = execute(Uint8Array.from([...chunks()].flatMap((chunk) => [...chunk])));
    if (message === undefined) return;
    warn(message);
    throw undefined; // the error of run's result: exit status 1
  },
};
