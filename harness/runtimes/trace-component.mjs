import { describeBytes, describeNumber } from "./trace-values.mjs";

const deepest = 6;
const mostParts = 64;
const longestText = 1024;

const kebab = (name) => name.replace(/^[A-Z]/, (letter) => letter.toLowerCase()).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const isPlain = (value) => {
  const own = Object.getPrototypeOf(value);
  return own === Object.prototype || own === null;
};

/** Tells calls of WASI 0.2 and 0.3 as the shims of jco get them: values of WIT as JSON, a resource as `descriptor 3`, by the order in which resources of its type were seen. */
export class Component {
  #names = new WeakMap();
  #counts = {};

  args(_name, words) {
    return words.slice(0, mostParts).map((word) => this.#describe(word, 0));
  }

  mayEnd() {
    return false;
  }
  /** A call of WASI 0.3 may give its error as a value. */
  outcome(result) {
    return result?.tag === "err" ? this.thrown("", result.val) : "success";
  }

  result(_name, _words, _memory, result) {
    return result === undefined ? {} : { value: this.#describe(result, 0) };
  }

  /** What a function of WASI 0.2 throws is its error: an enum's name, or a variant's. What is a JavaScript error is the end of the guest. */
  thrown(name, error) {
    if (/^wasi:cli\/exit#/.test(name)) return "exit";
    const own = error?.payload ?? error;
    if (typeof own === "string") return own;
    if (typeof own?.tag === "string") return own.tag;
    return error instanceof Error ? "trap" : "error";
  }

  #describe(value, depth) {
    if (typeof value === "bigint") return describeNumber(value);
    if (typeof value === "string") return value.length > longestText ? `${value.slice(0, longestText)}… (${value.length} characters)` : value;
    if (value === undefined) return null;
    if (typeof value === "number" && !Number.isFinite(value)) return String(value);
    if (value === null || typeof value !== "object") return typeof value === "function" || typeof value === "symbol" ? typeof value : value;
    if (ArrayBuffer.isView(value)) return describeBytes(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    if (depth > deepest) return "…";
    if (Array.isArray(value)) return value.slice(0, mostParts).map((own) => this.#describe(own, depth + 1));
    if (!isPlain(value)) return this.#nameOf(value);
    return Object.fromEntries(
      Object.entries(value)
        .slice(0, mostParts)
        .map(([name, own]) => [kebab(name), this.#describe(own, depth + 1)]),
    );
  }

  #nameOf(resource) {
    const known = this.#names.get(resource);
    if (known !== undefined) return known;
    const type = kebab(resource.constructor?.name || "resource");
    this.#counts[type] = (this.#counts[type] ?? 0) + 1;
    const name = `${type} ${this.#counts[type]}`;
    this.#names.set(resource, name);
    return name;
  }
}
