import { expect, test } from "vitest";
import type { CapabilityCell, CapabilityOutcome, CapabilitySquare, CapabilityTable } from "../model/capabilities.ts";
import type { Capability } from "../model/words.ts";
import { worksText } from "./works.ts";

const lane = (version: string, runtime = "engine", way = "nil:host-x86_64"): string => `${runtime}@${version}/${way}`;
const cell = (at: string, name: string, outcome: CapabilityOutcome, language = "c"): CapabilityCell => ({
  ...{ cell: `${name},${language}/cc.wasip1,${at}`, lane: at, language, needs: ["args"], unproven: [], outcome },
});
const table = (at: string, squares: Partial<Record<Capability, CapabilitySquare>>, languages: readonly string[] = ["c"]): CapabilityTable => ({
  ...{ lane: at, source: "published 2026-11-21", languages },
  rows: Object.entries(squares).map(([capability, square]) => ({ capability: capability as Capability, squares: languages.map(() => square) })),
});
const works: CapabilitySquare = { is: "works", passed: 3 };
const known = { why: "It ends with 1.", link: "https://example.org/1" };
const failing = (at: string, ...names: string[]): CapabilitySquare => ({
  ...{ is: "fails", passed: 2, failed: names.length, on: ["runtime"], known },
  cells: names.map((name) => cell(at, name, { is: "pass" }).cell),
});
const failed: CapabilityOutcome = { is: "fail", on: "runtime", known };

test("capabilities stand by engine: the newest release of each, as a plain process", () => {
  const tables = [
    table(lane("9.0.0"), { args: works }),
    table(lane("10.0.0"), { args: works, "exit-code": failing(lane("10.0.0"), "exit-code/big", "exit-code/bigger") }),
    table(lane("10.0.0+slow"), { args: { is: "unknown" } }),
    table(lane("11.0.0", "engine", "kvm:qemu:tcg-x86_64"), { args: { is: "unknown" } }),
    table(lane("1.0.0", "other"), { args: works, env: { is: "cannot", why: "it has none", link: undefined }, dns: { is: "not-ported" } }),
  ];
  const cells = ["big", "bigger"].map((name) => cell(lane("10.0.0"), `exit-code/${name}`, failed));
  expect(worksText("c", { cells, tables })?.split("\n")).toEqual([
    "Published 2026-11-21: `yes` where all cases pass, else how many of them.",
    "",
    "| capability | engine 10.0.0 | other 1.0.0 |",
    "| --- | --- | --- |",
    "| args | yes | yes |",
    "| env |  | cannot |",
    "| exit-code | 2 of 4 |  |",
    "",
    "These fail:",
    "",
    "- **exit-code** in engine 10.0.0, 2 cases. Reason: It ends with 1 ([more](https://example.org/1)). Blame: runtime. Since engine 10.0.0.",
    "",
    "These cannot be had:",
    "",
    "- **env** in other 1.0.0: it has none.",
  ]);
});

test.each<[string, readonly string[], string]>([
  ["all releases", ["1.0.0", "2.0.0", "10.0.0"], "Since at least engine 1.0.0."],
  ["those from one on", ["2.0.0", "10.0.0"], "Since engine 2.0.0."],
  ["the newest alone, and another that was mended", ["1.0.0", "10.0.0"], "Since engine 10.0.0."],
])("a failure of %s", (_, versions, said) => {
  const tables = ["10.0.0", "2.0.0", "1.0.0"].map((version) =>
    table(lane(version), { args: versions.includes(version) ? failing(lane(version), "args/none") : works }),
  );
  const cells = versions.map((version) => cell(lane(version), "args/none", failed));
  expect(worksText("c", { cells, tables })).toContain(said);
});

test("the age of a failure is that of its own language: another fails for the same reason in an older release", () => {
  const [older, newer] = [lane("1.0.0"), lane("2.0.0")];
  const tables = [table(older, { args: works }), table(newer, { args: failing(newer, "args/none") })];
  const cells = [cell(older, "args/none", failed, "rust"), cell(newer, "args/none", failed)];
  expect(worksText("c", { cells, tables })).toContain("Since engine 2.0.0.");
});

test("a failure that nobody has explained is told as that", () => {
  const tables = [table(lane("1.0.0"), { args: failing(lane("1.0.0"), "args/none") })];
  const cells = [cell(lane("1.0.0"), "args/none", { is: "fail", on: "toolchain", known: undefined })];
  expect(worksText("c", { cells, tables })).toContain("Nobody has said why yet. Blame: toolchain.");
});

test("a language that no record has, or that no engine runs, has none", () => {
  expect(worksText("ada", { cells: [], tables: [table(lane("1.0.0"), { args: works })] })).toBeUndefined();
  expect(worksText("c", { cells: [], tables: [table(lane("1.0.0"), { args: { is: "cannot", why: "", link: undefined } })] })).toBeUndefined();
  expect(worksText("c", { cells: [], tables: [] })).toBeUndefined();
});
