// Reads the words of operations, and writes results: see the README of this module in Rust.
import { encode } from "./stdio.js";

/** Words of one operation; those behind `>` are names for its results. */
export class Words {
  readonly #left: string[];
  readonly #results: string[];

  constructor(text: string) {
    const [words = "", results] = text.split(" > ");
    this.#left = words.split(" ");
    this.#results = results?.split(" ") ?? [];
  }

  more(): string | undefined {
    return this.#left.shift();
  }

  next(): string {
    const word = this.more();
    if (word === undefined) throw new Error("a word is missing");
    return word;
  }

  /** Gives a word back that somebody else is to read. */
  back(word: string): void {
    this.#left.unshift(word);
  }

  /** A name for a result; where none is given it is `_`. */
  result(): string {
    return this.#results.shift() ?? "_";
  }

  number(): number {
    return numberOf(this.next());
  }

  text(): Uint8Array {
    return bytesOf(this.next());
  }

  path(): string {
    return decodeURIComponent(Array.from(this.text(), (byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""));
  }

  /** Names with commas between, as the bindings take flags. */
  flags(): Readonly<Record<string, boolean>> {
    const word = this.next();
    return Object.fromEntries(word === "-" ? [] : word.split(",").map((name) => [camel(name), true]));
  }

  lookup(): { readonly symlinkFollow: boolean } {
    return { symlinkFollow: this.next() === "follow" };
  }

  checkEnd(): void {
    const word = this.more() ?? this.#results.shift();
    if (word !== undefined) throw new Error(`a word too many: ${word}`);
  }
}

/** `read-via-stream` as the bindings name it. */
export function camel(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** `4k+1`, `50ms`; `max` is 2^64, which bindings cut to the largest. */
export function numberOf(word: string): number {
  if (word === "max") return 2 ** 64;
  const sum = /^(.+)([+-])(\d+)$/.exec(word);
  if (sum) return numberOf(sum[1] ?? "") + (sum[2] === "+" ? 1 : -1) * Number(sum[3]);
  const [, digits, unit = ""] = /^(\d+)(us|ms|[kmgs]?)$/.exec(word) ?? [];
  const scale = { "": 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, us: 1e3, ms: 1e6, s: 1e9 }[unit];
  if (digits === undefined || scale === undefined) throw new Error(`no number: ${word}`);
  return Number(digits) * scale;
}

/** `%XX` is one byte, `(TEXT*N)` is N times the text, `''` is nothing. */
function bytesOf(word: string): Uint8Array {
  if (word === "''") return new Uint8Array();
  const whole = word.replace(/\(([^)]*)\*([^*)]+)\)/g, (_, text: string, times: string) => text.repeat(numberOf(times)));
  return Uint8Array.from(whole.match(/%[0-9A-F]{2}|[^%]/gs) ?? [], (each) => (each.length === 3 ? Number.parseInt(each.slice(1), 16) : each.charCodeAt(0)));
}

const toText = (byte: number): string =>
  byte < 32 || byte > 126 || byte === 37 ? `%${byte.toString(16).toUpperCase().padStart(2, "0")}` : String.fromCharCode(byte);

/** A text as an operation could read it; 16 and more of one byte are `(a*16)`, and what is longer than 200 letters is a hash. */
export function textOf(bytes: Uint8Array): string {
  if (bytes.length === 0) return "''";
  let text = "";
  for (let from = 0; from < bytes.length && text.length <= 200; ) {
    let to = from;
    while (bytes[to] === bytes[from] && to < bytes.length) to++;
    const byte = toText(bytes[from] ?? 0);
    text += to - from < 16 ? byte.repeat(to - from) : `(${byte}*${to - from})`;
    from = to;
  }
  if (text.length <= 200) return text;
  return `hash=${(bytes.reduce((sum, byte) => Math.imul(sum ^ byte, 16777619), 2166136261) >>> 0).toString(16).padStart(8, "0")}`;
}

export const nameOf = (text: string): string => textOf(encode(text));
