import { describe, expect, test } from "vitest";
import { binariesOf, type Catalog, tierOf, withoutFurther } from "./catalog.ts";
import type { LanguageManifest } from "./generated/language.ts";

const languagesOf = (...manifests: readonly object[]): Pick<Catalog, "languages"> => {
  const all = manifests.map((manifest) => manifest as LanguageManifest);
  return { languages: new Map(all.map((manifest) => [manifest.id, { folder: `/languages/${manifest.id}`, manifest }])) };
};

const c = { id: "c", name: "C", tier: 1, toolchain: { usual: {}, other: { tier: 3 } } };
const zig = { id: "zig", name: "Zig", tier: 2, toolchain: { zig: {} } };
const prebuilt = { id: "prebuilt", name: "Binaries", tier: 3, binary: "program.wasm", toolchain: { copy: {} } };

describe("a tier", () => {
  test.each([
    ["c", "usual", 1],
    ["c", "other", 3],
    ["c", "nobody", 1],
    ["zig", "zig", 2],
    ["ada", "gnat", 3],
  ])("of %s by %s is %i", (language, toolchain, tier) => {
    expect(tierOf(languagesOf(c, zig), { language, toolchain })).toBe(tier);
  });
});

test("who names a language alone means no further toolchain of it, unless nothing else fits", () => {
  const [usual, other, zigs] = [
    ["c", "usual"],
    ["c", "other"],
    ["zig", "zig"],
  ].map(([language = "", toolchain = ""]) => ({ language, toolchain }));
  const of = (...fitting: readonly (typeof usual)[]) =>
    withoutFurther(languagesOf(c, zig), fitting as { language: string; toolchain: string }[], (each) => each);
  expect(of(usual, other, zigs)).toEqual([usual, zigs]);
  expect(of(other)).toEqual([other]);
  expect(of()).toEqual([]);
});

describe("the language of binaries", () => {
  test("is the one that says under which name it takes them", () => {
    expect(binariesOf(languagesOf(c, prebuilt))).toEqual({ language: "prebuilt", toolchain: "copy", file: "program.wasm" });
  });

  test("must be there, and have a toolchain", () => {
    for (const catalog of [languagesOf(c), languagesOf({ ...prebuilt, toolchain: {} })])
      expect(() => binariesOf(catalog)).toThrow(expect.objectContaining({ code: "shrink/no-language", exitCode: 2, hint: expect.stringMatching(/binary/) }));
  });
});
