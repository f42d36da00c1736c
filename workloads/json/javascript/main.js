import { getArguments } from "wasi:cli/environment@0.2.12";
import { print, readText, warn } from "./stdio.js";

const USAGE = "usage: main print | get POINTER | set POINTER JSON | remove POINTER";
const MISSING = "the pointer names nothing";

// sort() goes by UTF-16 units, which puts what is beyond U+FFFF before U+E000 to U+FFFF.
function byCodePoint(left, right) {
  const [a, b] = [[...left], [...right]];
  for (let at = 0; at < a.length && at < b.length; at++) {
    const order = a[at].codePointAt(0) - b[at].codePointAt(0);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function format(value) {
  if (Array.isArray(value)) return `[${value.map(format).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value).sort(byCodePoint).map((name) => `${JSON.stringify(name)}:${format(value[name])}`);
  return `{${members.join(",")}}`;
}

function split(pointer) {
  if (pointer === "") return [];
  if (!pointer.startsWith("/")) throw new Error(MISSING);
  return pointer.slice(1).split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The name of a member that is there. */
function existing(holder, part) {
  if (holder === null || typeof holder !== "object") throw new Error(MISSING);
  if (Array.isArray(holder) && !/^(0|[1-9][0-9]*)$/.test(part)) throw new Error(MISSING);
  if (!Object.hasOwn(holder, part)) throw new Error(MISSING);
  return part;
}

const get = (value, path) => path.reduce((holder, part) => holder[existing(holder, part)], value);

function set(document, path, value) {
  if (path.length === 0) return value;
  const holder = get(document, path.slice(0, -1));
  const last = path.at(-1);
  if (Array.isArray(holder) && last === "-") holder.push(value);
  else if (Array.isArray(holder)) holder[existing(holder, last)] = value;
  else if (holder !== null && typeof holder === "object") holder[last] = value;
  else throw new Error(MISSING);
  return document;
}

function remove(document, path) {
  const holder = get(document, path.slice(0, -1));
  const last = existing(holder, path.at(-1));
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
  return document;
}

function apply(document, [what, pointer, value, ...more]) {
  if (more.length > 0) throw new Error(USAGE);
  if (what === "print" && pointer === undefined) return document;
  if (what === "get" && pointer !== undefined && value === undefined) return get(document, split(pointer));
  if (what === "set" && value !== undefined) return set(document, split(pointer), JSON.parse(value));
  if (what === "remove" && pointer && value === undefined) return remove(document, split(pointer));
  throw new Error(USAGE);
}

export const run = {
  run() {
    try {
      print(format(apply(JSON.parse(readText()), getArguments().slice(1))));
    } catch (error) {
      warn(`json: ${error.message}`);
      throw undefined; // the error of run's result: exit status 1
    }
  },
};
