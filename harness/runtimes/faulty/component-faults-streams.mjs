import { given, gives, refuse, skip, stuck, succeeds } from "./component-mechanisms.mjs";
import { on } from "./on.mjs";

const closed = { tag: "closed" };
const half = (bytes) => bytes.subarray(0, Math.ceil(bytes.length / 2));
const seven = (bytes) => bytes.map((byte) => byte & 127);

/** What both ways to read may get wrong. */
const reads = [
  [
    "dropped-item",
    "first-byte",
    "the first byte of a stream is lost",
    gives((bytes, c) => {
      if (bytes.length < 2 || c.state.lost) return bytes;
      c.state.lost = true;
      return bytes.subarray(1);
    }),
  ],
  ["dropped-item", "last-byte", "the last byte of what was read is lost", gives((bytes) => (bytes.length > 1 ? bytes.subarray(0, -1) : bytes))],
  ["dropped-item", "second-half", "half of what was read is lost", gives((bytes) => (bytes.length > 1 ? half(bytes) : bytes))],
  [
    "doubled-item",
    "twice",
    "what was read comes twice",
    gives((bytes, c) => (bytes.length > 0 && 2n * BigInt(bytes.length) <= BigInt(c.args[1]) ? Uint8Array.from([...bytes, ...bytes]) : bytes)),
  ],
  ["wrong-value", "zeros", "the bytes are 0", gives((bytes) => new Uint8Array(bytes.length))],
  ["wrong-value", "seven-bits", "the high bit of each byte is lost", gives((bytes) => seven(bytes))],
  [
    "length-off-by-one",
    "one-more",
    "it gives one byte more than was asked for",
    gives((bytes, c) => (BigInt(bytes.length) === BigInt(c.args[1]) ? Uint8Array.from([...bytes, 0]) : bytes)),
  ],
  ["success-for-failure", "end-is-empty", "the end is told as no bytes", succeeds("closed", new Uint8Array())],
  [
    "failure-for-success",
    "ends-early",
    "a stream ends after the first read",
    (c) => {
      c.state.read ??= new Set();
      if (c.state.read.has(c.self)) throw c.strike(closed);
      c.state.read.add(c.self);
      return c.call();
    },
  ],
  ["no-op", "empty-input", "a stream is at its end at once", refuse(closed)],
  ["stuck", "stuck", "it never comes back", stuck()],
];

/** What all ways to write may get wrong. */
const writes = [
  ["short-told-full", "half", "half of the bytes are written", given((bytes) => (bytes.length > 1 ? [half(bytes)] : undefined))],
  [
    "doubled-item",
    "twice",
    "the bytes are written twice",
    (c) => {
      c.call();
      // As often as is permitted.
      return c.strike(c.self.blockingWriteAndFlush(c.args[1]));
    },
  ],
  ["no-op", "nothing", "nothing is written", skip(undefined)],
  ["length-off-by-one", "one-less", "the last byte is not written", given((bytes) => (bytes.length > 0 ? [bytes.subarray(0, -1)] : undefined))],
  ["wrong-value", "seven-bits", "the high bit of each byte is lost", given((bytes) => [seven(bytes)])],
  ["wrong-value", "crlf", "line ends become carriage returns", given((bytes) => [bytes.map((byte) => (byte === 10 ? 13 : byte))])],
  ["failure-for-success", "closed", "it is refused as closed", refuse(closed)],
  ["stuck", "stuck", "it never comes back", stuck()],
];

const input = (name) => `wasi:io/streams#[method]input-stream.${name}`;
const output = (name) => `wasi:io/streams#[method]output-stream.${name}`;
const count = (change) => gives((n) => change(n));

export default [
  ...on(input("read"), [
    ...reads,
    [
      "stuck",
      "waits",
      "it waits for bytes",
      (c) => {
        const bytes = c.call();
        if (bytes.length > 0 || BigInt(c.args[1]) === 0n) return bytes;
        return c.strike(c.self.blockingRead(c.args[1]));
      },
    ],
  ]),
  ...on(input("blocking-read"), [
    ...reads,
    [
      "failure-for-success",
      "never-waits",
      "it does not wait for bytes",
      (c) => {
        const bytes = c.self.read(c.args[1]);
        return bytes.length === 0 ? c.strike(bytes) : bytes;
      },
    ],
  ]),
  ...["skip", "blocking-skip"].flatMap((name) =>
    on(input(name), [
      ["no-op", "nothing", "it skips nothing, and tells all", skip((c) => BigInt(c.args[1]))],
      ["length-off-by-one", "one-more", "it tells one byte more than it skipped", count((n) => n + 1n)],
      [
        "length-off-by-one",
        "one-less",
        "it skips one byte less, and tells all",
        (c) => (BigInt(c.args[1]) > 1n ? c.strike(c.call([c.self, BigInt(c.args[1]) - 1n]) + 1n) : c.call()),
      ],
      ["success-for-failure", "end-is-none", "the end is told as nothing skipped", succeeds("closed", 0n)],
    ]),
  ),
  ...["input-stream", "output-stream"].flatMap((name) => on(`wasi:io/streams#[method]${name}.subscribe`, [["stuck", "stuck", "it never comes back", stuck()]])),
  ...on(output("check-write"), [
    ["no-op", "none", "nothing may ever be written", gives(() => 0n)],
    ["success-for-failure", "closed-succeeds", "a closed stream may be written", succeeds("closed", 4096n)],
    ["failure-for-success", "closed", "it is refused as closed", refuse(closed)],
  ]),
  ...on(output("write"), writes),
  ...on(output("blocking-write-and-flush"), [
    ...writes,
    ["success-for-failure", "failure-succeeds", "what could not be written is told as written", succeeds(["closed", "last-operation-failed"], undefined)],
  ]),
  ...["flush", "blocking-flush"].flatMap((name) =>
    on(output(name), [
      ["failure-for-success", "closed", "it is refused as closed", refuse(closed)],
      ["success-for-failure", "failure-succeeds", "what could not be written is told as written", succeeds(["closed", "last-operation-failed"], undefined)],
      ["stuck", "stuck", "it never comes back", stuck()],
    ]),
  ),
  ...["write-zeroes", "blocking-write-zeroes-and-flush"].flatMap((name) =>
    on(output(name), [
      ["no-op", "nothing", "nothing is written", skip(undefined)],
      ["length-off-by-one", "one-more", "one zero more is written", given((n) => [BigInt(n) + 1n])],
      ["wrong-value", "spaces", "spaces are written", (c) => c.strike(c.self.blockingWriteAndFlush(new Uint8Array(Number(c.args[1])).fill(32)))],
    ]),
  ),
  ...["splice", "blocking-splice"].flatMap((name) =>
    on(output(name), [
      ["no-op", "nothing", "it moves nothing, and tells all", skip((c) => BigInt(c.args[2]))],
      ["length-off-by-one", "one-more", "it tells one byte more than it moved", count((n) => n + 1n)],
      ["dropped-item", "lost", "what it reads is not written", (c) => c.strike(BigInt(c.args[1].blockingRead(BigInt(c.args[2])).length))],
      ["success-for-failure", "end-is-none", "the end of the input is told as nothing moved", succeeds("closed", 0n)],
    ]),
  ),
];
