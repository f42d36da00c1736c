import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GatehouseError } from "../model/errors.ts";
import { printCell } from "../model/ids.ts";
import { type Facts, type FilterWord, filterWords, mayReach, namedCells, parseFilter, selects, unmatched } from "./filter.ts";

const cell = "files/read,c/zig-cc.wasip1,wasmtime@49.0.3/nil:host-x86_64";
const facts: Required<Facts> = {
  workload: "files",
  case: ["read", "files/read"],
  kind: "probe",
  capability: ["stdout", "files.read"],
  language: "c",
  toolchain: ["zig-cc", "c/zig-cc"],
  target: "wasip1",
  route: "c/zig-cc.wasip1",
  runtime: "wasmtime",
  release: "wasmtime@49.0.3",
  keep: "nil",
  launcher: "host",
  lane: "wasmtime@49.0.3/nil:host-x86_64",
  cell,
  role: ["main"],
  port: "files/c",
  tier: "1",
  variant: [],
  architecture: "x86_64",
  track: "wasmtime/nil:host-x86_64",
};
const fits = (...terms: string[]): boolean => selects(parseFilter(terms), facts);
const { lane: _, cell: __, track: ___, ...unprobed } = facts;

describe("filters", () => {
  test.each<[boolean, string[]]>([
    [true, []],
    [true, ["language=c"]],
    [false, ["language=cpp"]],
    [true, ["role=main"]],
    [false, ["main"]],
    [true, ["port=*/c", "tier=1", "track=wasmtime/*", "architecture=x86_64"]],
    [false, ["variant=pulley"]],
    [false, ["language=C"]],
    [true, ["language=rust", "language=c"]],
    [true, ["language=rust,c"]],
    [true, ["language=rust", "language=c", "runtime=wasmtime"]],
    [false, ["language=c", "runtime=wazero"]],
    [false, ["language=rust", "language=cpp", "runtime=wasmtime"]],
    [true, ["capability=files.*"]],
    [false, ["capability=files"]],
    [true, ["case=read"]],
    [true, ["case=files/*"]],
    [true, ["toolchain=zig-cc"]],
    [true, ["toolchain=c/*"]],
    [true, ["release=wasmtime@49.*"]],
    [false, ["release=wasmtime@49.0"]],
    [true, ["lane=*/nil:*"]],
    [true, ["wasmtime"]],
    [true, ["*49.0*"]],
    [true, ["files/read"]],
    [false, ["wasm"]],
    [true, ["nothing", "zig-cc"]],
    [false, ["nothing", "zig-dd"]],
    [false, ["zig-cc", "runtime=wazero"]],
    [true, [cell]],
    [true, [`cell=${cell}`]],
    [true, ["files/*,c/*,wasmtime@*"]],
    [false, [cell.replace("c/zig-cc", "rust/cargo")]],
    [true, ["language=*"]],
  ])("%j for %j", (selected, terms) => {
    expect(fits(...terms)).toBe(selected);
  });

  test("a glob means only what `*` means: no other character is special", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, other) => {
        const literal = text.replaceAll("*", "").replaceAll(",", "");
        fc.pre(literal !== "");
        const plain: Facts = { ...facts, language: literal };
        expect(selects(parseFilter([`language=${literal}`]), plain)).toBe(true);
        expect(selects(parseFilter([`language=${literal}`]), { language: other })).toBe(other === literal);
        expect(selects(parseFilter([`language=*${literal}`]), { language: `${other.replaceAll("\n", "")}${literal}` })).toBe(true);
      }),
    );
  });

  test("a word that does not exist is an error that lists those that do", () => {
    expect(() => parseFilter(["langauge=c"])).toThrow(GatehouseError);
    expect(() => parseFilter(["langauge=c"])).toThrow(expect.objectContaining({ code: "filter/unknown-word", hint: expect.stringContaining("language") }));
  });

  test("facts that are still to come never exclude, and more facts never select what fewer excluded", () => {
    const term = fc.oneof(
      fc.constantFrom(...filterWords).chain((word) => fc.constantFrom("c", "wasmtime", "nil", "*", "nothing", "files*").map((glob) => `${word}=${glob}`)),
      fc.constantFrom("c", "nothing", cell, "wasm*", "files/*,*", "*,c/*,wasm*", "args/*,*", "*ead,c*9.0.3/nil*"),
    );
    fc.assert(
      fc.property(fc.array(term, { maxLength: 5 }), fc.subarray([...filterWords]), (terms, known: FilterWord[]) => {
        const filter = parseFilter(terms);
        const some = Object.fromEntries(known.map((word) => [word, facts[word]])) as Facts;
        if (selects(filter, facts)) expect(selects(filter, some)).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(selects(parseFilter(["runtime=wazero"]), { language: "c" })).toBe(true);
    expect(selects(parseFilter(["language=rust"]), { language: "c" })).toBe(false);
  });

  test("a whole cell leaves out what can be no part of it, before the cell itself is known; a pattern does not", () => {
    const filter = parseFilter([cell]);
    expect(namedCells(filter).map(printCell)).toEqual([cell]);
    for (const word of ["workload", "case", "route", "release", "keep", "launcher", "lane", "architecture"] as const) {
      expect(selects(filter, { [word]: facts[word] })).toBe(true);
      expect(selects(filter, { [word]: "another" })).toBe(false);
      expect(selects(parseFilter([cell, "files/*,*,*"]), { [word]: "another" })).toBe(true);
    }
    expect(selects(filter, { variant: [] })).toBe(true);
    expect(selects(filter, { variant: "slow" })).toBe(false);
    expect(namedCells(parseFilter([cell.replace("read", "*"), "c", `cell=${cell}`])).map(printCell)).toEqual([cell]);
  });

  test("a pattern of cells leaves out cases and routes that begin no cell of it", () => {
    const known: Facts = { case: ["read", "files/read"], route: "c/zig-cc.wasip1" };
    for (const fitting of ["files/read,c/zig-cc.wasip1,*", "files/read,c/*.wasip1,*", "*,c/*,*", "cell=files/*,*", "*/nil:host-x86_64", "f*", "*,*,*"])
      expect(selects(parseFilter([fitting]), known), fitting).toBe(true);
    for (const other of [
      "files/read,rust/cargo.wasip1,*",
      "files/read,c/*.wasip2,wasmtime@1*",
      "cell=args/*,*",
      "files/read,c/zig-cc,*",
      "*,*,*,*",
      "*/nil:host-x86_64,*",
    ])
      expect(selects(parseFilter([other]), known), other).toBe(false);
    expect(selects(parseFilter(["args/*,*"]), { case: ["read", "files/read"] })).toBe(false);
    expect(selects(parseFilter(["args/*,*"]), { route: "c/zig-cc.wasip1" })).toBe(true);
  });

  test("a workload that any filter selects a cell of is always within reach of it", () => {
    const texts = Object.entries(facts).flatMap(([word, own]) => [own].flat().map((text) => [word, text] as const));
    const term = fc.constantFrom(...texts).chain(([word, text]) =>
      fc.tuple(fc.boolean(), fc.nat(text.length), fc.nat(text.length), fc.boolean()).map(([bare, one, two, whole]) => {
        const [from, to] = [Math.min(one, two), Math.max(one, two)];
        const glob = whole ? text : `${text.slice(0, from)}*${text.slice(to)}`;
        return bare ? glob : `${word}=${glob}`;
      }),
    );
    let selected = 0;
    fc.assert(
      fc.property(fc.array(term, { minLength: 1, maxLength: 3 }), (terms) => {
        const filter = parseFilter(terms);
        if (!selects(filter, facts)) return;
        selected++;
        expect(mayReach(filter, "files", ["c", "wasmtime"])).toBe(true);
      }),
      { numRuns: 2000 },
    );
    expect(selected).toBeGreaterThan(500);
  });

  test.each<[boolean, string[]]>([
    [false, ["workload=files"]],
    [false, ["workload=files,fibonacci"]],
    [false, ["case=files/*"]],
    [false, ["case=f*s/read"]],
    [false, ["port=files/c"]],
    [false, [cell]],
    [false, [`cell=${cell}`]],
    [false, ["files/read"]],
    [false, ["files/read,c/*,wasmtime@*"]],
    [false, ["files/read", "language=c"]],
    [true, []],
    [true, ["files"]],
    [true, ["language=c"]],
    [true, ["case=read"]],
    [true, ["case=*read"]],
    [true, ["c/zig-cc"]],
    [true, ["wasmtime@path:/x/y"]],
    [true, ["wasmtime/nil:host-x86_64"]],
    [true, ["files/read", "c"]],
    [true, ["*/read"]],
    [true, ["workload=files", "workload=w*"]],
    [true, ["*,c/*,wasmtime@*"]],
  ])("another workload is within reach: %j for %j", (reached, terms) => {
    expect(mayReach(parseFilter(terms), "wanders", ["c", "wasmtime"])).toBe(reached);
  });

  test("the first term that fits nothing is told, and one that only might fit counts as none", () => {
    const candidates: Facts[] = [{ language: "c" }, { runtime: "wasmtime" }];
    expect(unmatched(parseFilter(["language=c", "runtime=wasm*"]), candidates)).toBeUndefined();
    expect(unmatched(parseFilter(["language=c", "runtime=wazero", "keep=x"]), candidates)).toBe("runtime=wazero");
    expect(unmatched(parseFilter(["wasmtime", "wasmtim"]), candidates)).toBe("wasmtim");
    expect(unmatched(parseFilter([cell]), candidates)).toBe(cell);
    expect(unmatched(parseFilter(["language=c,d"]), candidates)).toBeUndefined();
  });
});

test.each([
  [true, "lane=wasmtime@49.0.3/nil*"],
  [true, "lane=wasmtime*"],
  [true, "lane=*:host-x86_64"],
  [false, "lane=wasmtime@49.0.3/kvm*"],
  [false, "lane=wasmtime-py@*"],
  [false, "lane=wasmtime@48*,wazero*"],
  [false, "lane=wasmtime@49.0.3+pulley/nil*"],
])("%s: a lane that no machine was asked for yet may be one of %s", (may, term) => {
  expect(selects(parseFilter([term]), unprobed)).toBe(may);
});

// What is on PATH has no version before it was asked.
test.each([
  [true, "lane=enarx@0.6.0/kvm:host-x86_64"],
  [true, "lane=*@0.6.0/*"],
  [false, "lane=wasmtime@49.0.3/nil:host-x86_64"],
  [false, "lane=enar@0.6.0/kvm:host-x86_64"],
])("%s: a lane of a release that is not known yet may be one of %s", (may, term) => {
  expect(selects(parseFilter([term]), { runtime: "enarx", keep: "kvm", launcher: "host", architecture: "x86_64", variant: [] })).toBe(may);
});
