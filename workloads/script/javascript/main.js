// Runs the Lua program of standard input in Fengari, Lua's virtual machine in JavaScript.
import "./window.js";
import * as bundled from "fengari-web/dist/fengari-web.js";
import { chunks, warn, write } from "./stdio.js";

// It puts itself into the window, or is a module where a bundler has made one of it.
const { lua, lauxlib, lualib, to_luastring: luaString } = window.fengari ?? bundled;

const tab = 9;
const lineEnd = 10;

/** Lua's print: what it has writes to a browser's console. */
function print(state) {
  const line = [];
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
function execute(source) {
  const state = lauxlib.luaL_newstate();
  lualib.luaL_openlibs(state);
  lua.lua_register(state, luaString("print"), print);
  const failed =
    lauxlib.luaL_loadbuffer(state, source, source.length, luaString("=stdin")) !== lua.LUA_OK ||
    lua.lua_pcall(state, 0, 0, 0) !== lua.LUA_OK;
  return failed ? (lua.lua_tojsstring(state, -1) ?? "an error that is no text") : undefined;
}

export const run = {
  run() {
    const message = execute(Uint8Array.from([...chunks()].flatMap((chunk) => [...chunk])));
    if (message === undefined) return;
    warn(message);
    throw undefined; // the error of run's result: exit status 1
  },
};
