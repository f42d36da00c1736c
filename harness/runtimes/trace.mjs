import { writeSync } from "node:fs";
import { isReport } from "./ending.mjs";

const mostBytes = 2 ** 24;

/**
 * Writes each call of a guest as a line of JSON to descriptor 3, which no guest has: `call` with `args` before it is made, then its `errno`,
 * `result` and `us` (microseconds). A line without its end is a call that never returned. `teller` tells calls of a target.
 *
 * At most `calls` calls, and 16 MiB, are told whole. Beyond that a call is told, without its arguments, where its function had no such `errno`
 * before; the others are counted. One that may end the host itself is always told, and begun before it is made.
 */
export class Trace {
  #calls;
  #teller;
  #told = new Set();
  #bytes = 0;
  #dropped = 0;
  #open;
  // First of all: later the guest's files may have that number.
  #isOpen = isReport();

  constructor(calls, teller) {
    this.#calls = calls;
    this.#teller = teller;
    process.on("exit", () => {
      if (this.#open) this.#close("exit");
      if (this.#dropped > 0) this.#write(`${JSON.stringify({ dropped: this.#dropped })}\n`);
    });
  }

  /** A function about calls, for around.mjs. */
  around = (name, args, call, memory) => {
    const isWhole = this.#calls > 0 && this.#bytes < mostBytes;
    const isBegun = isWhole || this.#teller.mayEnd(name);
    if (isWhole) this.#calls--;
    if (isBegun) this.#write(JSON.stringify({ call: name, ...(isWhole ? { args: this.#teller.args(name, args, memory) } : {}) }).slice(0, -1));
    this.#open = { name, isWhole, isBegun, since: process.hrtime.bigint() };
    let result;
    try {
      result = call();
    } catch (error) {
      this.#close(this.#teller.thrown(name, error));
      throw error;
    }
    if (result instanceof Promise) return this.#later(result, memory);
    const errno = this.#teller.outcome(result);
    this.#close(errno, isWhole && errno === "success" ? () => this.#teller.result(name, args, memory, result) : undefined);
    return result;
  };

  // A call that is still under way when it returns is told twice: as pending, and when it is over.
  #later(result, memory) {
    const { name, isWhole, isBegun, since } = this.#open;
    this.#open = undefined;
    if (isBegun) this.#write(',"errno":"pending"}\n');
    const over = (errno, told) => {
      if (isBegun) this.#write(JSON.stringify({ call: name }).slice(0, -1));
      this.#open = { name, isWhole, isBegun, since };
      this.#close(errno, told);
    };
    const well = (value) => {
      const errno = this.#teller.outcome(value);
      over(errno, isWhole && errno === "success" ? () => this.#teller.result(name, [], memory, value) : undefined);
    };
    result.then(well, (error) => over(this.#teller.thrown(name, error)));
    return result;
  }

  #close(errno, result) {
    const { name, isWhole, isBegun, since } = this.#open;
    this.#open = undefined;
    const us = Number((process.hrtime.bigint() - since) / 1000n);
    const pair = `${name} ${errno}`;
    if (isBegun) this.#write(`,${JSON.stringify({ errno, ...(result ? { result: result() } : {}), ...(isWhole ? { us } : {}) }).slice(1)}\n`);
    else if (this.#told.has(pair)) this.#dropped++;
    else this.#write(`${JSON.stringify({ call: name, errno })}\n`);
    this.#told.add(pair);
  }

  #write(text) {
    if (!this.#isOpen) return;
    this.#bytes += text.length;
    try {
      writeSync(3, text);
    } catch {
      // A full disk must not change what the guest sees.
      this.#isOpen = false;
    }
  }
}

/** The number of calls that are told whole, `--calls=N` before all other words of a script; they are left in `process.argv` without it. */
export const takeCalls = () => {
  const [word = ""] = process.argv.splice(2, 1);
  return Number(/^--calls=(\d+)$/.exec(word)?.[1] ?? 0);
};
