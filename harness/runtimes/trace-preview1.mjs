import { enums, errors, flags, functions } from "./preview1-signatures.mjs";
import { describeBytes, describeNumber, describeText } from "./trace-values.mjs";

const mostParts = 64;
const mostBuffers = 4096;
const mostData = 2 ** 20;
const sizes = { u8: [1, "getUint8"], u16: [2, "getUint16"], u32: [4, "getUint32"], u64: [8, "getBigUint64"] };
const plain = { fd: "u32", size: "u32", ptr: "u32", s64: "s64", u8: "u8", u16: "u16", u32: "u32", u64: "u64" };

/** What stands at places that a guest has named; a place outside its memory is told as that. */
class Memory {
  constructor(buffer) {
    this.bytes = new Uint8Array(buffer);
    this.view = new DataView(buffer);
  }
  load(at, type) {
    return this.view[sizes[type][1]](at, true);
  }
  slice(at, length) {
    if (at + length > this.bytes.length) throw new RangeError("outside of memory");
    return this.bytes.subarray(at, at + length);
  }
  /** The buffers of a list, as [place, length]. */
  list(at, count, most) {
    return Array.from({ length: Math.min(count, most) }, (_, index) => [this.load(at + 8 * index, "u32"), this.load(at + 8 * index + 4, "u32")]);
  }
}

// A trace must not end a guest, whatever its words are.
const attempt = (describe) => {
  try {
    return describe();
  } catch (error) {
    return error instanceof RangeError ? "outside of memory" : `untold: ${error?.message}`;
  }
};

const nameBits = (names, value) => {
  const bits = BigInt.asUintN(64, BigInt(value));
  const known = names.filter((_, index) => (bits >> BigInt(index)) & 1n);
  const rest = bits >> BigInt(names.length);
  return rest === 0n ? known : [...known, `0x${(rest << BigInt(names.length)).toString(16)}`];
};

const describeScalar = (type, value) => {
  if (enums[type]) return enums[type][value] ?? value >>> 0;
  if (flags[type]) return nameBits(flags[type], type === "rights" ? value : value >>> 0);
  if (type === "s64") return describeNumber(value);
  return describeNumber(typeof value === "bigint" ? BigInt.asUintN(64, value) : value >>> 0);
};

const lengthsOf = (memory, at, count) => {
  const lengths = memory.list(at, count, mostParts).map(([, length]) => length);
  return count > mostParts ? { count, lengths } : { lengths };
};

// The bytes of a list of buffers, at most so many as are told: of more than 1 MiB, the digest is of the first.
const describeList = (memory, at, count, most) => {
  const all = memory.list(at, count, mostBuffers);
  const total = Math.min(
    most ?? Number.POSITIVE_INFINITY,
    all.reduce((sum, [, length]) => sum + length, 0),
  );
  let left = Math.min(total, mostData);
  const parts = all.map(([from, length]) => {
    const own = memory.slice(from, Math.min(length, left));
    left -= own.length;
    return own;
  });
  return { ...describeBytes(Buffer.concat(parts)), bytes: total };
};

/** The words of a call by parameter, two for what takes two; then the places of its results. */
const spread = (name, words) => {
  const { parameters, results } = functions[name];
  let at = 0;
  const take = ({ name: own, type }) => {
    const isPair = type === "data" || type === "space" || type === "room" || type === "text";
    const [first, second] = words.slice(at, at + (isPair ? 2 : 1));
    at += isPair ? 2 : 1;
    return { name: own, type, word: isPair ? first >>> 0 : first, length: isPair ? second >>> 0 : undefined };
  };
  return { given: parameters.map(take), places: results.map((own) => ({ ...take({ ...own, type: "ptr" }), type: own.type })) };
};

const describeGiven = ({ type, word, length }, memory) => {
  if (type === "text") return describeText(memory.slice(word, length));
  if (type === "data") return { ...lengthsOf(memory, word, length), ...describeList(memory, word, length) };
  if (type === "space") return lengthsOf(memory, word, length);
  if (type === "room") return { lengths: [length] };
  return describeScalar(type, word);
};

const stringsAt = (memory, at, count) =>
  Array.from({ length: Math.min(count, mostParts) }, (_, index) => {
    const from = memory.load(at + 4 * index, "u32");
    const end = memory.bytes.indexOf(0, from);
    return describeText(memory.slice(from, end - from));
  });

const structures = {
  fdstat: (memory, at) => ({
    filetype: describeScalar("filetype", memory.load(at, "u8")),
    fdflags: describeScalar("fdflags", memory.load(at + 2, "u16")),
    base: describeScalar("rights", memory.load(at + 8, "u64")),
    inheriting: describeScalar("rights", memory.load(at + 16, "u64")),
  }),
  filestat: (memory, at) => {
    const long = (offset) => describeNumber(memory.load(at + offset, "u64"));
    const filetype = describeScalar("filetype", memory.load(at + 16, "u8"));
    return { dev: long(0), ino: long(8), filetype, nlink: long(24), size: long(32), atim: long(40), mtim: long(48), ctim: long(56) };
  },
  prestat: (memory, at) => ({ tag: memory.load(at, "u8"), length: memory.load(at + 4, "u32") }),
};

const eventTypes = ["clock", "fd_read", "fd_write"];

const describeSubscription = (memory, at) => {
  const userdata = describeNumber(memory.load(at, "u64"));
  const type = eventTypes[memory.load(at + 8, "u8")] ?? memory.load(at + 8, "u8");
  if (type !== "clock") return { userdata, type, fd: memory.load(at + 16, "u32") };
  const isAbsolute = (memory.load(at + 40, "u16") & 1) !== 0;
  return { userdata, type, id: describeScalar("clock", memory.load(at + 16, "u32")), timeout: describeNumber(memory.load(at + 24, "u64")), isAbsolute };
};

const describeEvent = (memory, at) => {
  const error = memory.load(at + 8, "u16");
  return {
    userdata: describeNumber(memory.load(at, "u64")),
    error: errors[error] ?? error,
    type: eventTypes[memory.load(at + 10, "u8")] ?? memory.load(at + 10, "u8"),
    nbytes: describeNumber(memory.load(at + 16, "u64")),
    hangup: (memory.load(at + 24, "u16") & 1) !== 0,
  };
};

const describeEntries = (memory, from, used) => {
  const entries = [];
  for (let at = from; at + 24 <= from + used && entries.length < mostParts; ) {
    const length = memory.load(at + 16, "u32");
    const type = describeScalar("filetype", memory.load(at + 20, "u8"));
    const there = Math.min(length, from + used - at - 24);
    entries.push({
      name: describeText(memory.slice(at + 24, there)),
      ...(there < length ? { cut: true } : {}),
      type,
      ino: describeNumber(memory.load(at + 8, "u64")),
    });
    at += 24 + length;
  }
  return entries;
};

/** What a call has filled besides the places of its results: `told` has those. */
const describeFilled = (name, given, told, memory) => {
  const at = (parameter) => given.find((own) => own.name === parameter);
  const space = given.find(({ type }) => type === "space");
  if (space && told.nread !== undefined) return { data: describeList(memory, space.word, space.length, told.nread) };
  if (name === "fd_readdir") return { entries: describeEntries(memory, at("buf").word, Math.min(told.bufused, at("buf").length)) };
  if (name === "path_readlink") return { text: describeText(memory.slice(at("buf").word, told.bufused)) };
  if (name === "fd_prestat_dir_name") return { text: describeText(memory.slice(at("path").word, at("path").length)) };
  if (name === "random_get") return { data: describeBytes(memory.slice(at("buf").word, at("buf").length)) };
  if (name === "poll_oneoff")
    return { events: Array.from({ length: Math.min(told.nevents, mostParts) }, (_, index) => describeEvent(memory, (at("out").word >>> 0) + 32 * index)) };
  return {};
};

/** Tells calls of preview 1: their arguments before them, what came of them after. One for each guest, for it remembers how many strings there are. */
export class Preview1 {
  #counts = {};

  args(name, words, { buffer }) {
    if (!functions[name]) return words.map(describeNumber);
    const memory = new Memory(buffer);
    const { given } = spread(name, words);
    const told = Object.fromEntries(given.map((own) => [own.name, attempt(() => describeGiven(own, memory))]));
    if (name !== "poll_oneoff") return told;
    const count = Math.min(told.count, mostParts);
    return { ...told, in: attempt(() => Array.from({ length: count }, (_, index) => describeSubscription(memory, (given[0].word >>> 0) + 48 * index))) };
  }

  /** Whether a call may end the host, so that nothing can be told of it afterwards. */
  mayEnd(name) {
    return name === "proc_raise";
  }
  outcome(result) {
    return result === undefined ? "success" : (errors[result] ?? String(result));
  }

  result(name, words, { buffer }) {
    if (!functions[name]) return {};
    const memory = new Memory(buffer);
    const { given, places } = spread(name, words);
    const told = Object.fromEntries(
      places.map(({ name: own, type, word }) => [
        own,
        attempt(() => {
          const at = word >>> 0;
          return structures[type]?.(memory, at) ?? describeScalar(type, memory.load(at, flags[type] ? "u16" : (plain[type] ?? "u32")));
        }),
      ]),
    );
    if (/_sizes_get$/.test(name)) this.#counts[name] = told.count;
    const strings = { args_get: "args_sizes_get", environ_get: "environ_sizes_get" }[name];
    if (strings) return attempt(() => ({ strings: stringsAt(memory, given[0].word >>> 0, this.#counts[strings] ?? 0) }));
    const filled = attempt(() => describeFilled(name, given, told, memory));
    return typeof filled === "string" ? { ...told, filled } : { ...told, ...filled };
  }

  thrown(name) {
    return name === "proc_exit" ? "exit" : "trap";
  }
}
