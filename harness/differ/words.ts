import fc from "fast-check";

/** One of some words; what differs shrinks towards the first. */
export const oneOf = (...words: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...words);

/** A call of these words, one after another. */
export const call = (...words: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
  fc.tuple(...words.map((word) => (typeof word === "string" ? fc.constant(word) : word))).map((own) => own.join(" "));

/** Names of flags with commas between, or `-`. */
export const flags = (...names: readonly string[]): fc.Arbitrary<string> =>
  fc.subarray([...names], { maxLength: 3 }).map((own) => (own.length === 0 ? "-" : own.join(",")));

/** A choice by weight. */
export const weighted = (...parts: readonly (readonly [number, fc.Arbitrary<string>])[]): fc.Arbitrary<string> =>
  fc.oneof(...parts.map(([weight, arbitrary]) => ({ weight, arbitrary })));

/** Paths of the fixture, of what calls make, and of neither; names first, then what paths have besides names. */
export const path: fc.Arbitrary<string> = weighted(
  [5, oneOf("a.txt", "d", "new", "d/b.txt", "d/new", "l", "m")],
  [2, oneOf("none", ".", "a.txt/", "d/", "new/", "l/", "..", "./a.txt", "d/..", "d/../a.txt", "d//b.txt", "d/.", "a.txt/x", "none/x", "l/b.txt")],
  [1, oneOf("''", "/", "/a.txt", "../none", "d/../../none", "(n*255)", "(n*256)", "a%00b")],
);

/** Where symbolic links point. */
export const linkTarget: fc.Arbitrary<string> = weighted(
  [4, oneOf("a.txt", "d", "none", "l", "d/b.txt")],
  [1, oneOf("../a.txt", "..", ".", "a.txt/", "/a.txt", "''", "new")],
);

/** Bytes to write. */
export const text: fc.Arbitrary<string> = oneOf("x", "''", "hello", "%00%FF", "(ab*40)");

/** Sizes of buffers. */
export const length: fc.Arbitrary<string> = oneOf("4", "0", "1", "100", "4k+1");

/** Places in files to read from. */
export const offset: fc.Arbitrary<string> = weighted([5, oneOf("0", "1", "6", "7", "4k")], [1, oneOf("4g", "9223372036854775807", "9223372036854775808", "18446744073709551615")]);

/** Sizes of files, and places to write to: none makes a file that holds much. */
export const size: fc.Arbitrary<string> = weighted([5, oneOf("0", "3", "6", "10", "4k")], [1, oneOf("9223372036854775807", "9223372036854775808", "18446744073709551615")]);

export const lookup: fc.Arbitrary<string> = oneOf("nofollow", "follow");
