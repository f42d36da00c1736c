import { expect, test } from "vitest";
import type { CapabilitySquare, CapabilityTable } from "../model/capabilities.ts";
import { type OverCell, type OverRecord, overReleases } from "./over-releases.ts";

const cell = (name: string, is: OverCell["is"], own: Partial<OverCell> = {}): OverCell => ({
  ...{ case: `${name},c/cc.wasip1`, language: "c", capability: "args", is, detail: is === "pass" ? "" : `exit: ${is} at 17` },
  ...{ known: undefined, contract: "k", artifact: "a", ...own },
});

const table = (squares: readonly CapabilitySquare[]): CapabilityTable => ({
  lane: "w@1/nil:host-x86_64",
  source: "published",
  languages: ["c", "rust"],
  rows: [{ capability: "args", squares }],
});

const works: CapabilitySquare = { is: "works", passed: 3 };
const none: CapabilitySquare = { is: "not-ported" };
const record = (version: string, cells: readonly OverCell[], squares: readonly CapabilitySquare[] = [works, none]): OverRecord => ({
  ...{ version, day: "2026-11-30", cells, table: table(squares) },
});

test("releases stand in the order of their versions, and rows where a cell of any tells something", () => {
  const fails: CapabilitySquare = { is: "fails", passed: 1, failed: 2, on: ["runtime"], known: undefined, cells: ["x"] };
  const told = overReleases("w/nil:host-x86_64", "m", [record("1.10.0", [], [fails, none]), record("1.9.0", []), { ...record("2.0.0", []), table: undefined }]);
  expect(told.releases.map(({ version }) => version)).toEqual(["1.9.0", "1.10.0", "2.0.0"]);
  expect(told.rows).toEqual([
    { language: "c", capability: "args", squares: [{ is: "works", passed: 3 }, { is: "fails", passed: 1, failed: 2, known: false }, { is: "absent" }] },
  ]);
});

test("changes of neighbours are grouped by what they say; the worst come first, and what only one of them has is none", () => {
  const before = [cell("a/1", "pass"), cell("a/2", "pass"), cell("b/1", "fail"), cell("b/2", "pass"), cell("gone/1", "fail"), cell("c/1", "unsupported")];
  const after = [
    ...[cell("a/1", "fail", { detail: "exit: 1 at 17" }), cell("a/2", "fail", { detail: "exit: 1 at 18", language: "rust" })],
    ...[cell("b/1", "pass"), cell("b/2", "unsupported", { capability: "udp" }), cell("new/1", "fail"), cell("c/1", "unsupported")],
  ];
  const { changes } = overReleases("w/nil:host-x86_64", "m", [record("1.0.0", before), record("2.0.0", after)]);
  const ends = { before: "1.0.0", after: "2.0.0" };
  expect(changes).toEqual([
    { ...ends, was: "pass", is: "fail", capability: "args", detail: "exit: 1 at 17", languages: ["c", "rust"], cases: ["a/1,c/cc.wasip1", "a/2,c/cc.wasip1"] },
    { ...ends, was: "pass", is: "unsupported", capability: "udp", detail: "exit: unsupported at 17", languages: ["c"], cases: ["b/2,c/cc.wasip1"] },
    { ...ends, was: "fail", is: "pass", capability: "args", detail: "exit: fail at 17", languages: ["c"], cases: ["b/1,c/cc.wasip1"] },
  ]);
});

test("what else moved between two records is told, and keeps a change apart", () => {
  const before = ["a/1", "a/2", "a/3"].map((name) => cell(name, "pass"));
  const after = [cell("a/1", "fail"), cell("a/2", "fail", { artifact: "b" }), cell("a/3", "fail", { contract: "l", artifact: "b", known: "a reason" })];
  const { changes } = overReleases("w/nil:host-x86_64", "m", [record("1.0.0", before), record("2.0.0", after)]);
  expect(changes.map(({ cases, moved, known }) => [cases[0], moved, known])).toEqual([
    ["a/1,c/cc.wasip1", undefined, undefined],
    ["a/2,c/cc.wasip1", "artifact", undefined],
    ["a/3,c/cc.wasip1", "contract", "a reason"],
  ]);
});
