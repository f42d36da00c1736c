/**
 * Mends what preview2-shim does wrong itself, as far as probes ask for it: a cell that fails without a fault finds none. Each mend is named by
 * its function. It gets the arguments, and `call`, which makes the shim's own call with these or others.
 */
import { isatty } from "node:tty";

const descriptor = (name) => `wasi:filesystem/types#[method]descriptor.${name}`;
const input = (name) => `wasi:io/streams#[method]input-stream.${name}`;
const output = (name) => `wasi:io/streams#[method]output-stream.${name}`;
const here = [{}, "."];

/** A preopened directory has no flags in the shim, and nothing else is without. */
const isPreopen = (own) => own.getFlags() === undefined;

const nanoseconds = ({ seconds, nanoseconds: rest }) => seconds * 1_000_000_000n + BigInt(rest);
const toTime = (ns) => ({ tag: "timestamp", val: { seconds: ns / 1_000_000_000n, nanoseconds: Number(ns % 1_000_000_000n) } });

/** A new time as a number of nanoseconds; `stat` tells what is there. */
const timeOf = ({ tag, val }, stat, field) => {
  if (tag === "timestamp") return nanoseconds(val);
  return tag === "now" ? BigInt(Date.now()) * 1_000_000n : nanoseconds(stat()[field]);
};
const timesOf = (access, modified, stat) => [timeOf(access, stat, "dataAccessTimestamp"), timeOf(modified, stat, "dataModificationTimestamp")];

const terminal = (name, fd) => [`wasi:cli/terminal-${name}#get-terminal-${name}`, (_, call) => (isatty(fd) ? call() : undefined)];

const failed = new WeakSet();
/** What failed once is closed. */
const closes = ([stream], call) => {
  if (failed.has(stream)) throw { tag: "closed" };
  try {
    return call();
  } catch (error) {
    if (error?.tag === "last-operation-failed") failed.add(stream);
    throw error;
  }
};

// At the end the shim gives no bytes once, and now and then before it: a blocking read waits for bytes or for the end.
const readSome = (call) => {
  for (let left = 10; left > 0; left--) {
    const bytes = call();
    if (bytes.byteLength > 0) return bytes;
  }
  throw { tag: "closed" };
};

const mends = {
  ...Object.fromEntries(["stdin", "stdout", "stderr"].map(terminal)),
  [descriptor("get-flags")]: (_, call) => call() ?? { read: true, mutateDirectory: true },
  [descriptor("stat")]: ([own], call) => (isPreopen(own) ? own.statAt(...here) : call()),
  [descriptor("read-directory")]: ([own], call) => (isPreopen(own) ? own.openAt(...here, { directory: true }, { read: true }).readDirectory() : call()),
  // It gives Node milliseconds where that takes seconds.
  [descriptor("set-times")]: ([own, ...times], call) => call([own, ...timesOf(...times, () => own.stat()).map((ns) => toTime(ns / 1000n))]),
  // `now` is taken as seconds, and the times that stay are looked for at the base directory.
  [descriptor("set-times-at")]: ([own, flags, path, ...times], call) =>
    call([own, flags, path, ...timesOf(...times, () => own.statAt(flags, path)).map((ns) => toTime(ns))]),
  [input("blocking-read")]: (args, call) => (BigInt(args[1]) === 0n ? call() : readSome(call)),
  [input("skip")]: ([stream, length]) => BigInt(stream.read(length).byteLength),
  [input("blocking-skip")]: ([stream, length]) => BigInt(stream.blockingRead(length).byteLength),
  [output("splice")]: ([stream, source, length]) => {
    const room = stream.checkWrite();
    const bytes = source.read(length < room ? length : room);
    if (bytes.byteLength > 0) stream.write(bytes);
    return BigInt(bytes.byteLength);
  },
  ...Object.fromEntries(["check-write", "write", "blocking-write-and-flush", "flush", "blocking-flush"].map((name) => [output(name), closes])),
};

/** Around a call of a component: the shim's own, mended. */
export const mendCall = (name, args, call) => {
  const mend = mends[name];
  return mend ? (words = args) => mend(words, (others = words) => call(others)) : call;
};
