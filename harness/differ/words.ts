import fc from "fast-check";

/** One of some words; any other shrinks to the first. */
export const oneOf = (...words: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...words);

// Of lists with up to so many words, each word is there.
const fineness = 24;

/** One of some words by weight: each list has its own. */
export const mostly = (...lists: readonly (readonly [weight: number, words: readonly string[]])[]): fc.Arbitrary<string> => {
  const share = (weight: number, words: readonly string[]): number => Math.round((weight * fineness) / words.length);
  return oneOf(...lists.flatMap(([weight, words]) => words.flatMap((word) => Array.from({ length: share(weight, words) }, () => word))));
};

/** Names of flags with commas between, or `-`. */
export const flags = (...names: readonly string[]): fc.Arbitrary<string> =>
  fc.subarray([...names], { maxLength: 3 }).map(
    (own) => (own.length === 0 ? "-" : own.join(",")),
    (text) => (text === "-" ? [] : String(text).split(",")),
  );

/** A call of these words, one after another; a text may have several of them. */
export const call = (...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> => {
  const words = parts.flatMap((part) => (typeof part === "string" ? part.split(" ").map((word) => fc.constant(word)) : [part]));
  return fc.tuple(...words).map(
    (own) => own.join(" "),
    (text) => String(text).split(" "),
  );
};

/** A choice by weight. */
export const anyOf = (...parts: readonly (readonly [number, fc.Arbitrary<string>])[]): fc.Arbitrary<string> =>
  fc.oneof(...parts.map(([weight, arbitrary]) => ({ weight, arbitrary })));

const names = ["a.txt", "d", "new", "d/b.txt", "d/new", "l", "m"];

/** The path of nothing, and paths for which it may stand where it does not matter that nothing is there. */
export const missing = { path: "none", others: new Set(["none/x", ...names.slice(1)]) };

const paths = [
  [5, names],
  [2, [missing.path, ".", "a.txt/", "d/", "new/", "l/", "..", "./a.txt", "d/..", "d/../a.txt", "d//b.txt", "d/.", "a.txt/x", "none/x", "l/b.txt"]],
  [1, ["''", "/", "/a.txt", "../none", "d/../../none", "(n*255)", "(n*256)", "a%00b"]],
] as const;

/** Paths of the fixture, of what calls make, and of neither; names first, then what paths have besides names. */
export const path: fc.Arbitrary<string> = mostly(...paths);

/** Where a symbolic link is made: most times where nothing is. */
export const linkPath: fc.Arbitrary<string> = mostly([24, ["l", "m"]], ...paths);

/** Where symbolic links point. */
export const linkTarget: fc.Arbitrary<string> = mostly(
  [4, ["a.txt", "d", "none", "l", "d/b.txt"]],
  [1, ["../a.txt", "..", ".", "a.txt/", "/a.txt", "''", "new"]],
);

/** Bytes to write. */
export const text: fc.Arbitrary<string> = oneOf("x", "''", "hello", "%00%FF", "(ab*40)");

/** The same, or no buffer at all. Of several buffers a call may take only the first. */
export const texts: fc.Arbitrary<string> = oneOf("x", "''", "hello", "%00%FF", "(ab*40)", "-");

/** Sizes of buffers. */
export const length: fc.Arbitrary<string> = oneOf("4", "0", "1", "100", "4k+1");

/** The same, or no buffer at all. */
export const lengths: fc.Arbitrary<string> = oneOf("4", "0", "1", "100", "4k+1", "-");

/** Places in files to read from. */
export const offset: fc.Arbitrary<string> = mostly(
  [5, ["0", "1", "6", "7", "4k"]],
  [1, ["4g", "9223372036854775807", "9223372036854775808", "18446744073709551615"]],
);

/** Sizes of files, and places to write to: small ones, and those that no file can have. What is between may be more than a sandbox holds. */
export const size: fc.Arbitrary<string> = mostly([5, ["0", "3", "6", "10", "4k"]], [1, ["9223372036854775808", "18446744073709551615"]]);

/** How far a position moves. */
export const step: fc.Arbitrary<string> = mostly([4, ["0", "1", "6", "-1", "-3"]], [1, ["4k", "9223372036854775807", "-9223372036854775808"]]);

export const lookup: fc.Arbitrary<string> = oneOf("nofollow", "follow");
