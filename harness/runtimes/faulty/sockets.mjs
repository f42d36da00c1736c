import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { errno, fields, filetype, functions, load, place, store } from "./abi.mjs";

const firstPreopen = 3;
/** Connections have descriptors from here on, so that none is one of node:wasi's. */
const firstConnection = 500;
const nonblock = 4;
const socketRights = 0x7820_01cbn | 2n | 64n;

/** Asks the worker, and sleeps until it has answered. */
const openWorker = () => {
  const bell = new SharedArrayBuffer(4);
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(new URL("./sockets-worker.mjs", import.meta.url), { workerData: { bell, port: port2 }, transferList: [port2] });
  worker.unref();
  const flag = new Int32Array(bell);
  return (ask, given) => {
    Atomics.store(flag, 0, 0);
    worker.postMessage({ ask, ...given });
    for (;;) {
      Atomics.wait(flag, 0, 0, 100);
      const answer = receiveMessageOnPort(port1);
      if (answer) return answer.message;
    }
  };
};

/**
 * Listens at addresses (HOST:PORT) as preview 1 does: the sockets are preopened as descriptors 3 and on, before the directories. `over`
 * gives node:wasi's functions with those of sockets over them.
 */
export const openSockets = (addresses) => {
  const ask = openWorker();
  const count = addresses.length;
  const open = new Map(
    addresses.map((address, index) => {
      const [host, port] = address.split(":");
      return [firstPreopen + index, { id: ask("listen", { host, port: Number(port) }), flags: 0 }];
    }),
  );
  return { over: (plain, memory) => ({ ...shifted(plain, open, count, memory), ...overlaid(plain, open, ask, count, memory) }) };
};

// node:wasi's descriptors of directories, and of what is opened in them, stand after the sockets.
const toNode = (fd, open, count) => (fd < firstPreopen ? fd : open.has(fd) || fd < firstPreopen + count ? 0x7fff_ffff : fd - count);

const shifted = (plain, open, count, memory) =>
  Object.fromEntries(
    functions.map((name) => {
      const at = ["fd", "newfd", "to"].flatMap((parameter) => indexOf(name, parameter));
      const call = (...args) => {
        const own = args.map((value, index) => (at.includes(index) ? toNode(value, open, count) : value));
        const result = plain[name](...own);
        if (name === "path_open" && result === errno.success) {
          const out = args[place(name, "out")];
          const view = new DataView(memory().buffer);
          const fd = view.getUint32(out, true);
          if (fd >= firstPreopen) view.setUint32(out, fd + count, true);
        }
        return result;
      };
      return [name, call];
    }),
  );

const indexOf = (name, parameter) => {
  try {
    return [place(name, parameter)];
  } catch {
    return [];
  }
};

const overlaid = (plain, open, ask, count, memory) => {
  const view = () => new DataView(memory().buffer);
  const bytes = (at, length) => new Uint8Array(memory().buffer, at, length);
  const below = shifted(plain, open, count, memory);
  const over = (name, own) => [name, (...args) => (open.has(args[0]) ? own(open.get(args[0]), ...args) : below[name](...args))];
  const iovs = (at, many) => Array.from({ length: many }, (_, index) => [view().getUint32(at + 8 * index, true), view().getUint32(at + 8 * index + 4, true)]);
  const waits = ({ flags }) => (flags & nonblock) === 0;

  const recv = (own, _fd, at, many, flags, out, outflags) => {
    const all = iovs(at, many);
    const most = all.reduce((sum, [, length]) => sum + length, 0);
    const got = most === 0 ? new Uint8Array() : ask("recv", { id: own.id, most, peek: (flags & 1) !== 0, whole: (flags & 2) !== 0, waits: waits(own) });
    if (got.error) return errno[got.error];
    let from = 0;
    for (const [buf, length] of all) {
      const part = got.subarray(from, from + length);
      bytes(buf, part.length).set(part);
      from += part.length;
    }
    view().setUint32(out, got.length, true);
    if (outflags !== undefined) view().setUint16(outflags, 0, true);
    return errno.success;
  };
  const send = (own, _fd, at, many, out) => {
    const all = Buffer.concat(iovs(at, many).map(([buf, length]) => bytes(buf, length).slice()));
    const sent = all.length === 0 ? 0 : ask("send", { id: own.id, bytes: all, waits: waits(own) });
    if (sent.error) return errno[sent.error];
    view().setUint32(out, sent, true);
    return errno.success;
  };
  const accept = (own, _fd, flags, out) => {
    if (own.connection) return errno.inval;
    const id = ask("accept", { id: own.id, waits: waits(own) });
    if (id.error) return errno[id.error];
    let fd = firstConnection;
    while (open.has(fd)) fd++;
    open.set(fd, { id, flags, connection: true });
    view().setUint32(out, fd, true);
    return errno.success;
  };
  const shutdown = (own, _fd, how) => {
    if (how < 1 || how > 3) return errno.inval;
    const done = ask("shutdown", { id: own.id, read: (how & 1) !== 0, write: (how & 2) !== 0 });
    return done.error ? errno[done.error] : errno.success;
  };
  const fdstat = (own, _fd, out) => {
    bytes(out, 24).fill(0);
    view().setUint8(out, filetype.stream);
    view().setUint16(out + 2, own.flags, true);
    view().setBigUint64(out + 8, socketRights, true);
    return errno.success;
  };
  const filestat = (_own, _fd, out) => {
    bytes(out, 64).fill(0);
    view().setUint8(out + 16, filetype.stream);
    return errno.success;
  };
  const close = (own, fd) => {
    open.delete(fd);
    ask("close", { id: own.id });
    return errno.success;
  };
  const setFlags = (own, _fd, flags) => {
    own.flags = flags;
    return errno.success;
  };
  const poll = (subscriptions, events, many, out) => {
    const all = Array.from({ length: many }, (_, index) => subscriptions + 48 * index);
    const typeOf = (at) => view().getUint8(at + 8);
    const fdOf = (at) => view().getUint32(at + 16, true);
    if (!all.some((at) => typeOf(at) !== 0 && open.has(fdOf(at)))) return pollPlain(all, events, out);
    const until = all.filter((at) => typeOf(at) === 0).map((at) => msOf(at));
    const wanted = all.flatMap((at) => (typeOf(at) !== 0 && open.has(fdOf(at)) ? [{ at, id: open.get(fdOf(at)).id, write: typeOf(at) === 2 }] : []));
    const found = ask("poll", { wanted: wanted.map(({ id, write }) => ({ id, write })), ...(until.length > 0 ? { ms: Math.max(0, Math.min(...until)) } : {}) });
    if (found.error) return errno[found.error];
    const ready = found.map(({ index, bytes: size, hangup }) => ({ at: wanted[index].at, size, hangup }));
    const over = all.filter((at) => typeOf(at) === 0 && ready.length === 0 && msOf(at) <= Math.min(...until) + 1).map((at) => ({ at, size: 0, hangup: false }));
    [...ready, ...over].forEach(({ at, size, hangup }, index) => {
      const event = events + 32 * index;
      const userdata = load(view(), at, "u64");
      const type = typeOf(at);
      bytes(event, 32).fill(0);
      store(view(), event, "u64", userdata);
      view().setUint8(event + 10, type);
      store(view(), event + fields.event.nbytes[0], "u64", size);
      view().setUint16(event + 24, hangup && type === 1 ? 1 : 0, true);
    });
    view().setUint32(out, ready.length + over.length, true);
    return errno.success;
  };
  const pollPlain = (all, events, out) => {
    const fds = all.filter((at) => view().getUint8(at + 8) !== 0).map((at) => [at + 16, view().getUint32(at + 16, true)]);
    for (const [at, fd] of fds) view().setUint32(at, toNode(fd, open, count), true);
    const result = plain.poll_oneoff(all[0] ?? 0, events, all.length, out);
    for (const [at, fd] of fds) view().setUint32(at, fd, true);
    return result;
  };
  // Milliseconds until a clock's time.
  const msOf = (at) => {
    const timeout = load(view(), at + 24, "u64");
    const now = view().getUint32(at + 16, true) === 0 ? BigInt(Date.now()) * 1_000_000n : process.hrtime.bigint();
    return Number(view().getUint16(at + 40, true) & 1 ? timeout - now : timeout) / 1e6;
  };
  const refused = (name) => () => errno[name];
  return {
    ...Object.fromEntries([
      over("sock_accept", accept),
      over("sock_recv", recv),
      over("sock_send", (own, fd, at, many, _flags, out) => send(own, fd, at, many, out)),
      over("sock_shutdown", shutdown),
      over("fd_read", (own, fd, at, many, out) => recv(own, fd, at, many, 0, out)),
      over("fd_write", send),
      over("fd_fdstat_get", fdstat),
      over("fd_filestat_get", filestat),
      over("fd_fdstat_set_flags", setFlags),
      over("fd_close", close),
      ...["fd_seek", "fd_tell", "fd_pread", "fd_pwrite"].map((name) => over(name, refused("spipe"))),
    ]),
    poll_oneoff: poll,
  };
};
