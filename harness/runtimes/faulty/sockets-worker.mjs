/**
 * TCP for a thread that waits: it asks by a message and sleeps until the answer's message is there. Each answer is a value, or `{ error }`
 * with the name of an error of preview 1.
 */
import { createServer } from "node:net";
import { parentPort, workerData } from "node:worker_threads";

/** What lies unread at most before a peer has to wait. */
const mostUnread = 1 << 20;

const things = new Map();
let next = 1;
const bell = new Int32Array(workerData.bell);
let waiting = [];

/** Has everybody who waits look again. */
const ring = () => {
  const all = waiting;
  waiting = [];
  for (const look of all) look();
};

const add = (thing) => {
  things.set(next, thing);
  return next++;
};

const connection = (socket) => {
  const own = { is: "connection", socket, chunks: [], unread: 0, ended: false, error: undefined, sending: 0 };
  socket.on("data", (chunk) => {
    own.chunks.push(chunk);
    own.unread += chunk.length;
    if (own.unread > mostUnread) socket.pause();
    ring();
  });
  socket.on("end", () => {
    own.ended = true;
    ring();
  });
  socket.on("error", (error) => {
    own.error = error.code === "EPIPE" ? "pipe" : "connreset";
    ring();
  });
  socket.on("close", () => {
    own.ended = true;
    ring();
  });
  return own;
};

/** Looks now, and whenever something has happened, until `look` gives something; after `ms` it is undefined. */
const until = (look, ms) =>
  new Promise((resolve) => {
    const deadline = ms === undefined ? undefined : performance.now() + ms;
    let timer;
    const again = () => {
      const found = look();
      if (found === undefined && (deadline === undefined || performance.now() < deadline)) return void waiting.push(again);
      clearTimeout(timer);
      resolve(found);
    };
    if (ms !== undefined)
      timer = setTimeout(() => {
        waiting = waiting.filter((each) => each !== again);
        resolve(look());
      }, ms);
    again();
  });

const canRead = (own) => (own.is === "listener" ? own.pending.length > 0 : own.unread > 0 || own.ended || own.error !== undefined);
const canWrite = (own) => own.is === "connection" && own.sending < mostUnread;

/** Takes at most so many bytes, and leaves them where it only peeks. */
const take = (own, most, peek) => {
  const taken = [];
  let size = 0;
  for (const chunk of own.chunks) {
    if (size >= most) break;
    taken.push(chunk.subarray(0, most - size));
    size += taken.at(-1).length;
  }
  if (peek) return Buffer.concat(taken);
  const [last, at] = [taken.length - 1, taken.at(-1)?.length];
  const rest = own.chunks[last]?.subarray(at) ?? [];
  own.chunks.splice(0, taken.length, ...(rest.length > 0 ? [rest] : []));
  own.unread -= size;
  if (own.unread <= mostUnread) own.socket.resume();
  return Buffer.concat(taken);
};

const answers = {
  listen: ({ host, port }) =>
    new Promise((resolve) => {
      const own = { is: "listener", pending: [], server: createServer({ allowHalfOpen: true, pauseOnConnect: false }) };
      own.server.on("connection", (socket) => {
        own.pending.push(connection(socket));
        ring();
      });
      own.server.on("error", (error) => resolve({ error: String(error.code) }));
      own.server.listen(port, host, () => resolve(add(own)));
    }),
  accept: async ({ id, waits }) => {
    const own = things.get(id);
    const found = await until(() => own.pending.shift(), waits ? undefined : 0);
    return found ? add(found) : { error: "again" };
  },
  recv: async ({ id, most, peek, whole, waits }) => {
    const own = things.get(id);
    const isThere = () => (own.unread >= (whole ? most : 1) || own.ended || own.error !== undefined ? true : undefined);
    if (!(await until(isThere, waits ? undefined : 0)) && own.unread === 0) return { error: "again" };
    if (own.unread === 0 && own.error) return { error: own.error };
    return take(own, most, peek);
  },
  send: async ({ id, bytes, waits }) => {
    const own = things.get(id);
    if (own.error) return { error: own.error };
    if (own.shut || own.socket.destroyed) return { error: "pipe" };
    if (!(await until(() => (canWrite(own) || own.error || own.socket.destroyed ? true : undefined), waits ? undefined : 0))) return { error: "again" };
    if (own.error || own.socket.destroyed) return { error: own.error ?? "pipe" };
    own.sending += bytes.length;
    own.socket.write(bytes, () => {
      own.sending -= bytes.length;
      ring();
    });
    return bytes.length;
  },
  shutdown: ({ id, read, write }) => {
    const own = things.get(id);
    if (own.is === "listener" || own.socket.destroyed) return { error: "notconn" };
    if (read) own.ended = true;
    if (write) {
      own.shut = true;
      own.socket.end();
    }
    return 0;
  },
  close: ({ id }) => {
    const own = things.get(id);
    things.delete(id);
    if (own.is === "listener") own.server.close();
    // What was sent still goes out.
    else own.socket.destroySoon();
    return 0;
  },
  poll: async ({ wanted, ms }) => {
    const ready = () => {
      const found = wanted.flatMap(({ id, write }, index) => ((write ? canWrite : canRead)(things.get(id)) ? [index] : []));
      return found.length > 0 ? found : undefined;
    };
    const found = (await until(ready, ms)) ?? [];
    return found.map((index) => {
      const own = things.get(wanted[index].id);
      return { index, bytes: own.is === "listener" ? own.pending.length : own.unread, hangup: own.is === "connection" && own.ended };
    });
  },
};

parentPort.on("message", async ({ ask, ...given }) => {
  const known = [given, ...(given.wanted ?? [])].every(({ id }) => id === undefined || things.has(id));
  const answer = known ? await answers[ask](given) : { error: "badf" };
  workerData.port.postMessage(answer);
  Atomics.store(bell, 0, 1);
  Atomics.notify(bell, 0);
});
