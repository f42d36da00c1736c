import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CapabilitySquare, CapabilityTable } from "../model/capabilities.ts";
import { toIndex } from "./columns.ts";
import { toLanguages } from "./languages.ts";
import { shownStates } from "./states.ts";
import type { SiteCell, SiteData } from "./types.ts";

const client = (name: string): string => readFileSync(join(import.meta.dirname, "client", name), "utf8");

interface Asked {
  readonly rows: string;
  readonly cols: string;
  readonly q?: string;
  readonly state?: string;
  readonly sort?: string;
}

interface Square {
  readonly code: string;
  readonly passed: number;
  readonly total: number;
  readonly count: number;
}

interface Pivot {
  readonly list: readonly { readonly r: number; readonly name: string; readonly well: number }[];
  readonly columns: readonly { readonly c: number; readonly name: string }[];
  readonly square: (r: number, c: number) => Square | undefined;
  readonly cells: number;
  readonly unknown: readonly string[];
}

/** The client's own scripts, over cells by WORKLOAD/CASE,ROUTE,LANE. */
const pivotOf = (codes: Readonly<Record<string, string>>, asked: Asked): Pivot => {
  const cells = Object.entries(codes).map(([text, code]): SiteCell => {
    const [name = "", route = "", lane = ""] = text.split(",");
    const [workload = "", own = ""] = name.split("/");
    const [language = "", rest = ""] = route.split("/");
    const [toolchain = "", target = ""] = rest.split(".");
    const [, runtime = "", version = "", keep = ""] = /^(.*)@(.*)\/(.*):host-x$/.exec(lane) ?? [];
    const id = { workload, case: own, language, toolchain, target, lane: { runtime, version, keep, launcher: "host", architecture: "x" } };
    const state = { is: "judged", verdict: { is: "pass" } } as const;
    const none = { observation: undefined, artifact: undefined, contract: undefined, blame: undefined, source: undefined };
    return { ...none, text, id, code, state, standing: { is: "expected" }, flaked: 0, portable: false, earlier: [] };
  });
  const index = toIndex(cells, (name) => (name.startsWith("files/") ? ["files.read", "stdout"] : ["stdout"]));
  const window = { gatehouseData: { site: { states: shownStates }, index }, preact: { h: () => ({}) }, gatehouse: undefined as unknown };
  const document = { body: { dataset: { base: "" } } };
  for (const name of ["common.js", "pivot.js"]) new Function("window", "document", client(name))(window, document);
  const { pivot } = window.gatehouse as { pivot: (all: Required<Asked>) => Pivot };
  return pivot({ q: "", state: "", sort: "name", ...asked });
};

/** A pivot as a table of texts. */
const shown = ({ list, columns, square }: Pivot): string[] =>
  list.map(({ r, name, well }) => {
    const squares = columns.map(({ c }) => {
      const own = square(r, c);
      return own ? `${own.code}${own.passed}/${own.total}` : "-";
    });
    return [name, well, ...squares].join(" ");
  });

const cells = {
  "args/plain,c/cc.wasip1,a@1/nil:host-x": "p",
  "args/plain,c/cc.wasip1,a@2/nil:host-x": "f",
  "args/plain,rust/cargo.wasip1,a@1/nil:host-x": "p",
  "args/empty,c/cc.wasip1,a@1/kvm:host-x": "n",
  "files/read,c/cc.wasip1,a@1/nil:host-x": "k",
  "files/read,rust/cargo.wasip2,b@1/nil:host-x": "y",
};

describe("the matrix of the page", () => {
  test.each<[string, Asked, string[]]>([
    ["languages by release", { rows: "language", cols: "release" }, ["c 0 k1/2 f0/1 -", "rust 2 p1/1 - y1/1"]],
    ["a case counts for each capability that it needs", { rows: "capability", cols: "language" }, ["files.read 1 k0/1 y1/1", "stdout 1 f1/3 y2/2"]],
    ["rows in the order of how many columns pass", { rows: "language", cols: "release", sort: "fewest" }, ["c 0 k1/2 f0/1 -", "rust 2 p1/1 - y1/1"]],
    [
      "words are alternatives within, and all must fit",
      { rows: "case", cols: "language", q: "language=c,zig release=a@*" },
      ["args/empty 0 n0/0", "args/plain 0 f1/2", "files/read 0 k0/1"],
    ],
    ["a bare word is part of a name", { rows: "route", cols: "lane", q: "files" }, ["c/cc.wasip1 0 k0/1 -", "rust/cargo.wasip2 1 - y1/1"]],
    ["a bare word of a lane chooses lanes", { rows: "case", cols: "lane", q: "kvm" }, ["args/empty 0 n0/0"]],
    ["rows with unexplained failures", { rows: "case", cols: "keep", state: "unexplained" }, ["args/plain 0 - f2/3"]],
    ["rows with known failures", { rows: "case", cols: "language", state: "known" }, ["files/read 1 k0/1 y1/1"]],
    ["rows with holes", { rows: "case", cols: "language", state: "holes" }, ["args/empty 0 n0/0 -"]],
    ["what a cause names", { rows: "case", cols: "language", q: "cause=judged" }, []],
    ["nothing fits", { rows: "case", cols: "language", q: "language=cobol" }, []],
  ])("%s", (_, asked, lines) => {
    expect(shown(pivotOf(cells, asked))).toEqual(lines);
  });

  test("names words that it does not know", () => {
    expect(pivotOf(cells, { rows: "case", cols: "lane", q: "colour=red" }).unknown).toEqual(["colour"]);
  });

  test("counts every cell once, whatever they are", () => {
    const code = fc.constantFrom(...shownStates.map((state) => state.code).filter((own) => own !== "."));
    const name = fc.tuple(
      fc.constantFrom("a/x", "a/y", "b/x"),
      fc.constantFrom("c/cc.wasip1", "go/go.wasip1", "go/go.wasip2"),
      fc.constantFrom("a@1/nil:host-x", "a@2/nil:host-x", "b@1/kvm:host-x"),
    );
    fc.assert(
      fc.property(
        fc.dictionary(
          name.map((parts) => parts.join()),
          code,
          { minKeys: 1 },
        ),
        fc.constantFrom("language", "case", "target", "route"),
        fc.constantFrom("lane", "keep", "runtime"),
        (codes, rows, cols) => {
          const own = pivotOf(codes, { rows, cols });
          const squares = own.list.flatMap(({ r }) => own.columns.flatMap(({ c }) => own.square(r, c) ?? []));
          const sum = (of: "passed" | "total" | "count"): number => squares.reduce((all, square) => all + square[of], 0);
          const all = Object.values(codes);
          expect([own.cells, sum("count")]).toEqual([all.length, all.length]);
          expect(sum("passed")).toBe(all.filter((each) => each === "p" || each === "y").length);
          expect(sum("total")).toBe(all.filter((each) => each !== "n").length);
        },
      ),
    );
  });
});

test("a capability works since the first release from which on all have it", () => {
  const works: CapabilitySquare = { is: "works", passed: 1 };
  const cannot: CapabilitySquare = { is: "cannot", why: "no", link: undefined };
  const table = (version: string, squares: readonly CapabilitySquare[]): CapabilityTable => ({
    ...{ lane: `a@${version}/nil:host-x86_64`, source: "run", languages: ["c"] },
    rows: squares.map((square, at) => ({ capability: (["args", "dns", "env"] as const)[at] ?? "udp", squares: [square] })),
  });
  const capabilities = [table("10.0.0", [works, works, cannot]), table("9.0.0", [works, cannot, works]), table("2.0.0", [works, cannot, works])];
  const cell = { id: { workload: "w", language: "c" } } as SiteCell;
  const catalog = { workloads: new Map(), languages: new Map() } as unknown as SiteData["catalog"];
  const [view] = toLanguages({ cells: [cell], catalog, capabilities, sources: [] }, () => []);
  expect(view?.rows.map(({ capability, since }) => [capability, since])).toEqual([
    ["args", "2.0.0 or before (a/nil:host-x86_64)"],
    ["dns", "10.0.0 (a/nil:host-x86_64)"],
    ["env", ""],
  ]);
});
