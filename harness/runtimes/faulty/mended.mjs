/**
 * Mends what node:wasi does wrong itself, as far as probes ask for it: a cell that fails without a fault finds none. Each mend is named by
 * the function that it stands around, and asks the host for the rest.
 */
import { lstatSync, readlinkSync, statSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { aroundModule } from "../around.mjs";
import { errno, filetype, store } from "./abi.mjs";
import { poll } from "./mended-poll.mjs";
import { GuestCall } from "./module-fault.mjs";

const flag = { follow: 1, create: 1, exclusive: 4, now: { atim: 2, mtim: 8 }, given: { atim: 1, mtim: 4 } };

const lastSignal = 30;
const lastDescriptor = 0x7fff_ffff;

const look = (path, by = lstatSync) => {
  try {
    return by(path);
  } catch {
    return undefined;
  }
};

/** Where a path that a call names is on this machine; undefined below a descriptor that is no known directory. */
const onHost = (c) => {
  const folder = c.state.folders.get(c.get("fd"));
  return folder === undefined ? undefined : join(folder, c.text("path"));
};

/** What the text of a path alone refuses: nothing in it, a NUL, bytes that are no UTF-8, a way out, a way through a file. */
const refuses = (c, fd = "fd", path = "path") => {
  const bytes = c.bytes(c.get(path), c.get(`${path.replace("path", "")}length`)).slice();
  if (bytes.length === 0) return errno.noent;
  if (bytes.includes(0)) return errno.inval;
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return errno.ilseq;
  }
  const folder = c.state.folders.get(c.get(fd));
  const passed = [];
  for (const part of text.split("/").filter((each) => each !== "" && each !== ".")) {
    if (part !== "..") passed.push(part);
    else if (passed.length === 0) return errno.notcapable;
    else if (folder !== undefined && look(join(folder, ...passed), statSync)?.isFile()) return errno.notdir;
    else passed.pop();
  }
  return undefined;
};

const withPath =
  (run = (c) => c.call()) =>
  (c) =>
    refuses(c) ?? run(c);

const open = (c) => {
  const [path, oflags, lookup] = [onHost(c), c.get("oflags"), c.get("lookup")];
  const there = path === undefined ? undefined : look(path);
  if (there?.isSymbolicLink()) {
    if (oflags & flag.create && oflags & flag.exclusive) return errno.exist;
    if (!(lookup & flag.follow)) return errno.loop;
  }
  const result = c.call();
  if (result !== errno.success) return result;
  const fd = c.view.getUint32(c.get("out"), true);
  c.state.flags.set(fd, c.get("flags"));
  if (path !== undefined) c.state.paths.set(fd, path);
  if (path !== undefined && look(path, statSync)?.isDirectory()) c.state.folders.set(fd, path);
  return result;
};

// The host forgets parts of a second.
const setTimes = (c, path) => {
  const result = c.call();
  const before = path === undefined || result !== errno.success ? undefined : look(path, statSync);
  if (!before) return result;
  const flags = c.get("flags");
  const timeOf = (name) => (flags & flag.given[name] ? Number(BigInt.asUintN(64, c.get(name))) / 1e9 : before[`${name}eMs`] / 1000);
  if (flags & (flag.given.atim | flag.given.mtim)) utimesSync(path, timeOf("atim"), timeOf("mtim"));
  return result;
};

const readlink = (c) => {
  const path = onHost(c);
  if (path === undefined || !look(path)?.isSymbolicLink()) return c.call();
  const target = readlinkSync(path, { encoding: "buffer" }).subarray(0, c.get("size"));
  c.bytes(c.get("buf"), target.length).set(target);
  c.view.setUint32(c.get("out"), target.length, true);
  return errno.success;
};

// The host refuses a target by its dots, wherever it would lead.
const symlink = (c) => {
  if (c.get("targetlength") === 0) return errno.noent;
  const target = new TextDecoder().decode(c.bytes(c.get("target"), c.get("targetlength")).slice());
  const path = onHost(c);
  const refused = refuses(c);
  if (refused !== undefined || path === undefined || look(path) || target.startsWith("/") || !target.split("/").includes("..")) return refused ?? c.call();
  symlinkSync(target, path);
  return errno.success;
};

// A signal would end the host as well, and nobody would be told how the guest ended.
const raise = (c) => {
  const signal = c.get("signal");
  if (signal > lastSignal) return errno.inval;
  if (signal !== 0) throw new WebAssembly.RuntimeError(`signal ${signal} was raised`);
  return errno.success;
};

// The host tells the machine's own flags.
const tellFlags = (c) => {
  const result = c.call();
  const flags = c.state.flags.get(c.get("fd"));
  if (result === errno.success && flags !== undefined) store(c.view, c.get("out") + 2, "u16", flags);
  return result;
};

const setFlags = (c) => {
  const result = c.call();
  if (result === errno.success) c.state.flags.set(c.get("fd"), c.get("flags"));
  return result;
};

const close = (c) => {
  const result = c.call();
  if (result === errno.success) for (const known of [c.state.flags, c.state.paths, c.state.folders]) known.delete(c.get("fd"));
  return result === errno.inval ? errno.badf : result;
};

const renumber = (c) => {
  const result = c.call();
  if (result !== errno.success) return result;
  for (const known of [c.state.flags, c.state.paths, c.state.folders]) {
    if (known.has(c.get("fd"))) known.set(c.get("to"), known.get(c.get("fd")));
    else known.delete(c.get("to"));
    if (c.get("to") !== c.get("fd")) known.delete(c.get("fd"));
  }
  return result;
};

// The host has an answer of its own for what is no socket.
const socket = (c) => {
  const type = c.type();
  if (type === undefined) return errno.badf;
  return type === filetype.stream || type === filetype.dgram ? c.call() : errno.notsock;
};

const both = (c) => refuses(c) ?? refuses(c, "newfd", "newpath") ?? c.call();

const mends = {
  // The host refuses to tell no variable at all.
  environ_get: (c) => {
    const result = c.call();
    return result === errno.inval ? errno.success : result;
  },
  fd_allocate: (c) => (c.get("len") === 0n ? errno.inval : c.call()),
  fd_close: close,
  fd_fdstat_get: tellFlags,
  fd_fdstat_set_flags: setFlags,
  fd_filestat_set_times: (c) => setTimes(c, c.state.paths.get(c.get("fd"))),
  fd_readdir: (c) => (c.stat()?.type === filetype.regular ? errno.notdir : c.call()),
  fd_renumber: renumber,
  path_create_directory: withPath(),
  path_filestat_get: withPath(),
  path_filestat_set_times: withPath((c) => (c.get("lookup") & flag.follow ? setTimes(c, onHost(c)) : c.call())),
  path_link: both,
  path_open: withPath(open),
  path_readlink: withPath(readlink),
  path_remove_directory: withPath(),
  path_rename: both,
  path_symlink: symlink,
  path_unlink_file: withPath(),
  poll_oneoff: poll,
  proc_raise: raise,
  sock_accept: socket,
  sock_recv: socket,
  sock_send: socket,
  sock_shutdown: socket,
};

/** Imports of a preview 1 module, mended; `folders` are the preopened directories on this machine, in the order of their descriptors from 3 on. */
export const mendModule = (imports, memory, folders) => {
  const state = { flags: new Map(), paths: new Map(), folders: new Map(folders.map((folder, index) => [index + 3, folder])) };
  const host = imports.wasi_snapshot_preview1;
  return aroundModule(imports, memory, (name, args, call, own) => {
    const mend = mends[name];
    // The host takes a number over 2^31 for a mistake in the call.
    if (/^(fd|path|sock)_/.test(name) && name !== "path_symlink" && args[0] >>> 0 > lastDescriptor) return errno.badf;
    return mend ? mend(new GuestCall({ name, args, call, host, memory: own, state, strike: () => {} })) : call();
  });
};
