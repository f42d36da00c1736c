import { gives, passed, skip, slow, stale, stuck, uncorrected } from "./component-mechanisms.mjs";
import { on } from "./on.mjs";

const ascii = (text) => text.replace(/[^\x00-\x7f]/g, "?");
const second = 1_000_000_000n;
const zeros = (bytes, from = 0) => {
  const own = Uint8Array.from(bytes);
  own.fill(0, from);
  return own;
};

const random = (name, get) => [
  ...on(`wasi:random/${name}#${get}-bytes`, [
    ["no-op", "none", "it gives no bytes", gives(() => new Uint8Array())],
    ["wrong-value", "zeros", "every byte is 0", gives((bytes) => zeros(bytes))],
    ["length-off-by-one", "one-less", "it gives one byte less", gives((bytes) => bytes.slice(0, -1))],
    ["length-off-by-one", "one-more", "it gives one byte more", gives((bytes) => Uint8Array.from([...bytes, 7]))],
    ["state-lost", "again", "each call gives the bytes of the first one", stale((c) => String(c.args[0]))],
    ["short-told-full", "first-256", "only the first 256 bytes are random", gives((bytes) => zeros(bytes, 256))],
    ["stuck", "stuck", "it never comes back", stuck()],
  ]),
  ...on(`wasi:random/${name}#${get}-u64`, [
    ["wrong-value", "zero", "it is always 0", gives(() => 0n)],
    ["wrong-value", "low-half", "it has 32 bits", gives((n) => n & 0xffff_ffffn)],
    ["state-lost", "again", "each call gives the number of the first one", stale()],
  ]),
];

export default [
  ...on("wasi:cli/environment#get-arguments", [
    ["no-op", "none", "there are no arguments", gives(() => [])],
    ["dropped-item", "last", "the last argument is missing", gives((all) => all.slice(0, -1))],
    ["dropped-item", "program", "the name of the program is missing", gives((all) => all.slice(1))],
    ["doubled-item", "last-twice", "the last argument comes twice", gives((all) => [...all, ...all.slice(-1)])],
    ["order-changed", "reversed", "the arguments come in reverse", gives((all) => all.toReversed())],
    ["length-off-by-one", "ends-early", "the last argument lacks its last character", gives((all) => all.with(-1, all.at(-1).slice(0, -1)))],
    ["dropped-item", "empty", "an empty argument is left out", gives((all) => all.filter((text) => text !== ""))],
    ["wrong-value", "ascii", "characters over 127 become question marks", gives((all) => all.map(ascii))],
    ["length-off-by-one", "long", "an argument ends after 255 characters", gives((all) => all.map((text) => text.slice(0, 255)))],
    ["wrong-value", "one-line", "line ends in an argument become spaces", gives((all) => all.map((text) => text.replaceAll("\n", " ")))],
  ]),
  ...on("wasi:cli/environment#get-environment", [
    ["no-op", "none", "there are no variables", gives(() => [])],
    ["dropped-item", "last", "the last variable is missing", gives((all) => all.slice(0, -1))],
    ["doubled-item", "last-twice", "the last variable comes twice", gives((all) => [...all, ...all.slice(-1)])],
    ["order-changed", "swapped", "name and value change places", gives((all) => all.map(([name, value]) => [value, name]))],
    ["length-off-by-one", "ends-early", "a value lacks its last character", gives((all) => all.map(([name, value]) => [name, value.slice(0, -1)]))],
    ["wrong-value", "ascii", "characters over 127 become question marks", gives((all) => all.map(([name, value]) => [name, ascii(value)]))],
    ["wrong-value", "equals", "a value ends at an equals sign", gives((all) => all.map(([name, value]) => [name, value.replace(/=.*/s, "")]))],
    ["dropped-item", "empty", "a variable with an empty value is left out", gives((all) => all.filter(([, value]) => value !== ""))],
    ["wrong-value", "upper-case", "names are in upper case", gives((all) => all.map(([name, value]) => [name.toUpperCase(), value]))],
  ]),
  ...on("wasi:cli/environment#initial-cwd", [
    ["wrong-value", "root", "there is a folder to begin with, which nobody gave", gives((folder) => folder ?? "/nowhere")],
  ]),
  ...on("wasi:cli/exit#exit", [
    [
      "wrong-value",
      "ok",
      "an error is told as a good end",
      passed(
        () => [{ tag: "ok" }],
        (c) => c.args[0]?.tag === "err",
      ),
    ],
    [
      "wrong-value",
      "err",
      "a good end is told as an error",
      passed(
        () => [{ tag: "err" }],
        (c) => c.args[0]?.tag === "ok",
      ),
    ],
    ["stuck", "stuck", "the guest never ends", stuck()],
  ]),
  ...on("wasi:cli/exit#exit-with-code", [
    ["wrong-value", "zero", "every exit code is 0", passed(() => [0])],
    ["length-off-by-one", "one-more", "a failing exit code is one more", passed((code) => (code === 0 ? undefined : [code + 1]))],
    ["wrong-value", "one", "every failing exit code is 1", passed((code) => (code > 1 ? [1] : undefined))],
    ["wrong-value", "over-125", "an exit code over 125 is 1", passed((code) => (code > 125 ? [1] : undefined))],
  ]),
  ...["stdin", "stdout", "stderr"].flatMap((name) => on(`wasi:cli/${name}#get-${name}`, [["stuck", "stuck", "it never comes back", stuck()]])),
  ...["stdin", "stdout", "stderr"].flatMap((name) =>
    on(`wasi:cli/terminal-${name}#get-terminal-${name}`, [["wrong-value", "present", "it tells a terminal where there is none", uncorrected]]),
  ),
  ...on("wasi:clocks/monotonic-clock#now", [
    ["state-lost", "stands", "it always tells the time of its first call", stale()],
    ["wrong-time", "microseconds", "it tells microseconds", gives((ns) => ns / 1000n)],
    ["wrong-time", "half-speed", "time passes at half its speed", gives((ns) => ns / 2n)],
    ["wrong-time", "whole-seconds", "it tells whole seconds", gives((ns) => ns - (ns % second))],
    ["order-changed", "backwards", "time goes back", gives((ns) => 2n ** 62n - ns)],
    ["wrong-value", "zero", "it is always 0", gives(() => 0n)],
    ["stuck", "stuck", "it never comes back", stuck()],
  ]),
  ...on("wasi:clocks/monotonic-clock#resolution", [
    ["wrong-value", "zero", "the resolution is 0", gives(() => 0n)],
    ["wrong-time", "coarse", "the resolution is a thousand seconds", gives(() => 1000n * second)],
  ]),
  ...on("wasi:clocks/monotonic-clock#subscribe-duration", [
    ["no-op", "no-sleep", "a time is over at once", passed(() => [0n])],
    ["wrong-time", "micro", "a time is taken as microseconds", passed((ns) => [ns * 1000n])],
    ["wrong-time", "pico", "a time is a thousandth of what it should be", passed((ns) => [ns / 1000n])],
    ["wrong-time", "early", "a time is over after nine tenths", passed((ns) => [(ns * 9n) / 10n])],
    ["slow", "twice", "a time is twice as long, and a second more", passed((ns) => [2n * ns + second])],
    ["wrong-time", "whole-seconds", "parts of a second are lost", passed((ns) => [ns - (ns % second)])],
    ["stuck", "never", "a time is never over", passed(() => [2n ** 62n])],
  ]),
  ...on("wasi:clocks/monotonic-clock#subscribe-instant", [
    ["no-op", "no-sleep", "an instant is over at once", passed(() => [0n])],
    ["ignored-flag", "duration", "an instant is taken as a time from now", passed((at) => [at + process.hrtime.bigint()])],
    ["slow", "late", "an instant comes a second later", passed((at) => [at + second])],
    ["wrong-time", "early", "an instant comes a tenth of a second early", passed((at) => [at - second / 10n])],
  ]),
  ...on("wasi:clocks/wall-clock#now", [
    ["state-lost", "stands", "it always tells the time of its first call", stale()],
    ["wrong-time", "hour", "it is an hour late", gives(({ seconds, nanoseconds }) => ({ seconds: seconds - 3600n, nanoseconds }))],
    ["wrong-time", "milliseconds", "seconds are milliseconds", gives(({ seconds, nanoseconds }) => ({ seconds: seconds * 1000n, nanoseconds }))],
    ["wrong-value", "no-fraction", "parts of a second are 0", gives(({ seconds }) => ({ seconds, nanoseconds: 0 }))],
    [
      "wrong-value",
      "too-many",
      "parts of a second are over a second",
      gives(({ seconds, nanoseconds }) => ({ seconds: seconds - 1n, nanoseconds: nanoseconds + 1_000_000_000 })),
    ],
    ["wrong-value", "zero", "it is the year 1970", gives(() => ({ seconds: 0n, nanoseconds: 0 }))],
    ["stuck", "stuck", "it never comes back", stuck()],
  ]),
  ...on("wasi:clocks/wall-clock#resolution", [
    ["wrong-value", "zero", "the resolution is 0", gives(() => ({ seconds: 0n, nanoseconds: 0 }))],
    ["wrong-time", "coarse", "the resolution is a thousand seconds", gives(() => ({ seconds: 1000n, nanoseconds: 0 }))],
  ]),
  ...random("random", "get-random"),
  ...random("insecure", "get-insecure-random"),
  ...on("wasi:random/insecure-seed#insecure-seed", [["wrong-value", "zero", "the seed is 0", gives(() => [0n, 0n])]]),
  ...on("wasi:io/poll#poll", [
    ["doubled-item", "all", "it tells all as ready", gives((_, c) => Uint32Array.from(c.args[0], (_own, index) => index))],
    ["doubled-item", "twice", "it tells the first one twice", gives((ready) => Uint32Array.from([...ready, ready[0]]))],
    ["wrong-value", "last", "it tells the last one, whichever is ready", gives((_, c) => Uint32Array.of(c.args[0].length - 1))],
    ["dropped-item", "first-only", "it waits for the first one alone", passed((all) => (all.length > 1 ? [all.slice(0, 1)] : undefined))],
    ["no-op", "at-once", "it waits for nothing, and tells the first one", skip(Uint32Array.of(0))],
    ["stuck", "stuck", "it never comes back", stuck()],
    ["slow", "late", "it takes twenty-five seconds", slow(25_000)],
  ]),
  ...on("wasi:io/poll#[method]pollable.ready", [
    ["wrong-value", "always", "it is always ready", gives(() => true)],
    ["wrong-value", "never", "it is never ready", gives(() => false)],
    [
      "stuck",
      "waits",
      "it waits until it is ready",
      (c) => {
        if (c.call()) return true;
        c.self.block();
        return c.strike(true);
      },
    ],
  ]),
  ...on("wasi:io/poll#[method]pollable.block", [
    ["no-op", "at-once", "it does not wait", skip(undefined)],
    ["stuck", "stuck", "it never comes back", stuck()],
    ["slow", "late", "it takes twenty-five seconds", slow(25_000)],
  ]),
  ...on("wasi:io/error#[method]error.to-debug-string", [["stuck", "stuck", "it never comes back", stuck()]]),
];
