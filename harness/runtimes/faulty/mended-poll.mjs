import { errno, fields, filetype, load, store } from "./abi.mjs";

const sizes = { subscription: 48, event: 32 };
const tags = { clock: 0, read: 1 };
const absolute = 1;
/** Clocks that preview 1 has. */
const clocks = 4;
const never = 1n << 63n;

const read = (c, at) => {
  const [userdata, tag] = [load(c.view, at, "u64"), load(c.view, at + 8, "u8")];
  if (tag !== tags.clock) return { at, userdata, tag, fd: load(c.view, at + 16, "u32") };
  const [id, timeout, flags] = ["id", "timeout", "flags"].map((name) => load(c.view, at + fields.clock[name][0], fields.clock[name][1]));
  return { at, userdata, tag, id, timeout, flags };
};

const now = (c, id) => c.withScratch((at) => (c.ask("clock_time_get", id, 0n, at) === errno.success ? load(c.view, at, "u64") : 0n));

// How long a clock is to be waited for, from now on.
const leftOf = (c, { id, timeout, flags }) => {
  if (!(flags & absolute)) return timeout;
  const at = now(c, id);
  return timeout > at ? timeout - at : 0n;
};

/** Of a subscription its event, where it is over at once; the host cannot wait for a file, and takes what is not there for ready. */
const eventOf = (c, own) => {
  if (own.tag === tags.clock) {
    if (own.id >= clocks) return { ...own, error: errno.inval };
    return leftOf(c, own) === 0n ? { ...own, error: errno.success } : undefined;
  }
  const type = c.type(own.fd);
  if (type === undefined) return { ...own, error: errno.badf };
  if (type !== filetype.regular) return undefined;
  const left = own.tag === tags.read ? (c.stat(own.fd)?.size ?? 0n) - (c.position(own.fd) ?? 0n) : 0n;
  return { ...own, error: errno.success, nbytes: left > 0n ? left : 0n };
};

const write = (c, at, { userdata, error, tag, nbytes = 0n }) => {
  c.bytes(at, sizes.event).fill(0);
  for (const [name, value] of Object.entries({ userdata, error, type: tag, nbytes })) store(c.view, at + fields.event[name][0], fields.event[name][1], value);
};

/** poll_oneoff as the text has it: files are ready, unknown descriptors and clocks are errors of their own, absolute times are times. */
export const poll = (c) => {
  const all = Array.from({ length: c.get("count") }, (_, index) => read(c, c.get("subscriptions") + index * sizes.subscription));
  const over = all.flatMap((own) => eventOf(c, own) ?? []);
  if (over.length > 0) {
    for (const [index, event] of over.entries()) write(c, c.get("events") + index * sizes.event, event);
    store(c.view, c.get("out"), "u32", over.length);
    return errno.success;
  }
  const dated = all.filter(({ tag, flags }) => tag === tags.clock && flags & absolute);
  const put = (timeOf, flags) => {
    for (const own of dated) {
      store(c.view, own.at + fields.clock.timeout[0], "u64", timeOf(own) % never);
      store(c.view, own.at + fields.clock.flags[0], "u16", flags);
    }
  };
  const left = new Map(dated.map((own) => [own, leftOf(c, own)]));
  put((own) => left.get(own), 0);
  try {
    return c.call();
  } finally {
    put(({ timeout }) => timeout, absolute);
  }
};
