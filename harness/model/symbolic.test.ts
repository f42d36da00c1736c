import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchWords, shellWord, tokenOf, tokensIn } from "./symbolic.ts";

const name = fc.stringMatching(/^[a-z.]{1,8}$/);
const plain = fc.string({ unit: "grapheme", maxLength: 6 }).filter((text) => !text.includes("\0"));
const part = fc.oneof(
  plain.map((text) => ({ is: "text" as const, text })),
  name.map((text) => ({ is: "token" as const, text })),
);
const words = fc.array(fc.array(part, { maxLength: 3 }), { maxLength: 4 });
type Parts = readonly { readonly is: "text" | "token"; readonly text: string }[];
const symbolic = (parts: Parts): string => parts.map(({ is, text }) => (is === "token" ? tokenOf(text) : text)).join("");
const filled = (parts: Parts, placeOf: (name: string) => string): string => parts.map(({ is, text }) => (is === "token" ? placeOf(text) : text)).join("");

describe("tokens", () => {
  test("are found by their names, each once, in order; text is never taken for one", () => {
    fc.assert(
      fc.property(words, (all) => {
        const names = all.flat().flatMap(({ is, text }) => (is === "token" ? [text] : []));
        expect(tokensIn(all.map(symbolic))).toEqual([...new Set(names)]);
      }),
    );
    expect(tokensIn(["bin.wasmtime", "--dir=/x"])).toEqual([]);
  });

  test("match the words that ran wherever places were put in for them", () => {
    fc.assert(
      fc.property(words, (all) => {
        const ran = all.map((parts) => filled(parts, (own) => `/opt/${own}`));
        expect(matchWords(all.map(symbolic), ran)).toBeDefined();
      }),
    );
  });

  test("that are a whole word stand for that word", () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 4 }), plain, (names, place) => {
        const found = matchWords(
          names.map(tokenOf),
          names.map((own) => place + own),
        );
        expect([...(found ?? [])]).toEqual(names.map((own) => [own, place + own]));
      }),
    );
  });

  test.each<[string, string[], string[]]>([
    ["fewer words", ["a", "b"], ["a"]],
    ["more words", ["a"], ["a", "b"]],
    ["another word", ["--dir", tokenOf("x")], ["--map", "/x"]],
    ["another start of a word", [`--dir=${tokenOf("x")}`], ["--map=/x"]],
    ["another end of a word", [`${tokenOf("x")}::/data`], ["/x::/date"]],
    ["what only a pattern would take for the same", ["a.b"], ["axb"]],
  ])("do not match %s: then another command ran", (_, own, ran) => {
    expect(matchWords(own, ran)).toBeUndefined();
  });

  test("match places with line ends and words of patterns", () => {
    expect(matchWords([`-I${tokenOf("x")}`], ["-I/a\nb(c)[d]"])?.get("x")).toBe("/a\nb(c)[d]");
  });
});

describe("a word of a shell", () => {
  const places = (own: string): string => `"$${own}"`;

  test.each([
    ["", "''"],
    ["plain-word", "plain-word"],
    ["two words", "'two words'"],
    ["it's", "'it'\\''s'"],
    [tokenOf("wasm"), '"$wasm"'],
    [`--dir=${tokenOf("data")}::/x`, '--dir="$data"::/x'],
    [`${tokenOf("a")} ${tokenOf("b")}`, `"$a"' '"$b"`],
    ["$HOME `id`", "'$HOME `id`'"],
  ])("%j is %s", (word, text) => {
    expect(shellWord(word, places)).toBe(text);
  });
});
