/**
 * Calls of a guest in what wasmtime logs of them with WASMTIME_LOG=wasmtime_wasi=trace: one line before a call and one after it. Resources of
 * WASI 0.2 are told by numbers of the engine's own, and lists not at all.
 */
const line = /TRACE (wiggle abi|wit-bindgen import)\{module="([^"]*)" function="([^"]*)"\}: (\S+): (.*)$/;

const names = { dirflags: "lookupflags", flags: "lookupflags", fs_rights_base: "base", fs_rights_inheriting: "inheriting" };

/** `Fd(3)`, `Oflags(CREAT | EXCL)`, `Set`, `-5` as JSON; undefined of what is not told, such as a place in memory. */
const toValue = (text) => {
  const inner = /^[A-Z]\w*\((.*)\)$/.exec(text)?.[1] ?? text;
  if (/^-?\d+$/.test(inner)) return Number.isSafeInteger(Number(inner)) ? Number(inner) : inner;
  if (inner === "0x0" && inner !== text) return [];
  if (/^[A-Z_]+( \| [A-Z_]+)*$/.test(inner) && inner !== text) return inner.toLowerCase().split(" | ");
  return /^[A-Z]\w*$/.test(inner) ? inner.replace(/(?<=[a-z])[A-Z]/g, "_$&").toLowerCase() : undefined;
};

const toArgs = (text) =>
  Object.fromEntries(
    [...text.matchAll(/(\w+)=((?:[A-Z]\w*\([^)]*\)|\*guest \S+|[^ ]+))/g)].flatMap(([, name, value]) => {
      const own = toValue(value);
      return own === undefined ? [] : [[names[name] ?? name, own]];
    }),
  );

const kebab = (name) => name.replace(/(?<=[a-z0-9])[A-Z]/g, "-$&").toLowerCase();

const results = {
  fd_read: "nread",
  fd_pread: "nread",
  fd_write: "nwritten",
  fd_pwrite: "nwritten",
  path_open: "opened",
  fd_readdir: "bufused",
  fd_seek: "position",
};

const toOutcome = (name, text) => {
  if (/^Exited with/.test(text)) return { errno: "exit" };
  const error = /^Err\((?:.*?inner: )?(?:\w+::)*([\w-]+)/.exec(text)?.[1];
  if (error !== undefined) return { errno: name.includes("#") ? kebab(error) : error.toLowerCase().replace(/^toobig$/, "2big") };
  const value = toValue(/^Ok\((.*)\)$/.exec(text)?.[1] ?? text);
  return { errno: "success", ...(results[name] && value !== undefined ? { result: { [results[name]]: value } } : {}) };
};

// `wasmtime_wasi::p2::bindings::async_io::wasi::io::streams` is `wasi:io/streams`.
const interfaceIn = (place, module) => {
  const [, pack, name] = /::wasi::(\w+)::(\w+)$/.exec(place) ?? [];
  return pack === undefined ? module : `wasi:${pack.replaceAll("_", "-")}/${name.replaceAll("_", "-")}`;
};

const read = (text) => {
  const calls = [];
  for (const own of text.split("\n")) {
    const [, kind, module, func, place, rest] = line.exec(own) ?? [];
    if (kind === undefined) continue;
    const isModule = kind === "wiggle abi";
    const call = isModule ? func : `${interfaceIn(place, module)}#${func}`;
    const after = isModule ? /^result=(.*)$/.exec(rest) : /^return(?: result=(.*))?$/.exec(rest);
    const open = calls.at(-1);
    if (after && open?.call === call && open.errno === undefined) Object.assign(open, toOutcome(call, after[1] ?? ""));
    else calls.push({ call, ...(isModule ? { args: toArgs(rest) } : {}) });
  }
  // What ends a guest of WASI 0.2 does not return.
  for (const own of calls) if (own.errno === undefined && /^wasi:cli\/exit#/.test(own.call)) own.errno = "exit";
  return calls;
};

/** It logs no drop of a resource. */
export default Object.assign(read, { omits: ({ call }) => /#\[resource-drop\]/.test(call) });
