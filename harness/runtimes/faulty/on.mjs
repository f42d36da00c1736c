import { told } from "./mechanisms.mjs";

/**
 * Faults of a function: each row is a kind, what tells it from others of the function, one sentence of what it does, what answers the call,
 * and what it does to other functions where it does.
 */
export const on = (name, rows) =>
  rows.map(([kind, slug, about, run, beside]) => ({
    id: `${shortName(name)}-${slug}`,
    on: name,
    kind,
    about,
    run,
    ...(beside ? { beside } : {}),
  }));

/** A function without its package, and a method without its interface, as part of an id. */
const shortName = (name) =>
  name
    .replace(/^.*\//, "")
    .replace(/^.*\[[a-z-]+\]/, "")
    .replace(/[^a-z0-9]+/g, "-");

/** What every function with a descriptor may get wrong of one that is not open. */
export const unknown = () => [
  ["success-for-failure", "unknown-succeeds", "a descriptor that is not open is told as success", told("badf", "success")],
  ["wrong-errno", "unknown-inval", "a descriptor that is not open is told as inval, not badf", told("badf", "inval")],
];

/** Bits of a flag's argument taken away, or added. */
export const without = (bits) => (value) => (typeof value === "bigint" ? value & ~BigInt(bits) : value & ~bits);
export const plus = (bits) => (value) => (typeof value === "bigint" ? value | BigInt(bits) : value | bits);
