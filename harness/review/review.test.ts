import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "smol-toml";
import { beforeEach, describe, expect, test } from "vitest";
import { digest } from "../host/digest.ts";
import type { Told } from "../judge/run.fixture.ts";
import { caseLine, observed, well } from "../judge/seen.fixture.ts";
import { isAsExpected, toSummary } from "../judge/summary.ts";
import { readReleases } from "../record/releases.ts";
import { readCapabilities } from "./capabilities.ts";
import { readPublished } from "./everything.ts";
import { readHistories } from "./histories.ts";
import { kept, plantProject, plantRun, put } from "./project.fixture.ts";
import { readProposals, toToml, writeProposals } from "./proposals.ts";
import { publish } from "./publish.ts";
import { readCell } from "./read-cell.ts";
import { narrowRun, readRun } from "./read-run.ts";

const lane = "wasmtime@49.0.3/nil:host-x86_64";
const cells = ["args/none,zig/zig.wasip1", "args/plain,zig/zig.wasip1"] as const;
const fail: Told = { verdict: { is: "fail", cause: "exit", detail: "expected exit 0, found exit 1" } };
const known = (until: string): string =>
  `[[expectation]]\ncells = "args/plain,*,*"\ncause = "exit"\nreason = "it is known"\nlink = "https://example.org"\nuntil = "${until}"\n`;

let root = "";
beforeEach(() => {
  root = plantProject();
});

describe("a run that is read", () => {
  test("is the newest, or the one that is named", async () => {
    plantRun(root, { [cells[0]]: {} }, { run: "20260101T120000000Z-aaaa", lane });
    plantRun(root, { [cells[0]]: {}, [cells[1]]: {} }, { run: "20260102T120000000Z-aaaa", lane });
    expect((await readRun(root, undefined)).record.header.run).toBe("20260102T120000000Z-aaaa");
    expect((await readRun(root, "20260101")).record.header.run).toBe("20260101T120000000Z-aaaa");
    await expect(readRun(root, "2026")).rejects.toMatchObject({ code: "run/unknown" });
  });

  test("is held against what is known today", async () => {
    put(join(root, "results/expectations/own.toml"), known("2099-01-01"));
    plantRun(root, { [cells[0]]: {}, [cells[1]]: fail }, { lane });
    const { record, grounds, path } = await readRun(root, undefined);
    const summary = toSummary(record, grounds, path);
    expect(summary.matrix.totals).toMatchObject({ passed: 2, known: 1, failed: 0 });
    expect(isAsExpected(summary)).toBe(true);
  });

  test("can be narrowed to the cells that filters select; none left is an error", async () => {
    plantRun(root, { [cells[0]]: {}, [cells[1]]: fail }, { lane });
    const whole = await readRun(root, undefined);
    expect(narrowRun(whole, [])).toBe(whole);
    const part = narrowRun(whole, ["case=none", "runtime=wasmtime"]);
    expect(toSummary(part.record, part.grounds, part.path).matrix).toMatchObject({ planned: 1, totals: { passed: 1, failed: 0 } });
    expect(() => narrowRun(whole, ["language=rust"])).toThrow(expect.objectContaining({ code: "filter/no-match", exitCode: 2 }));
  });

  test("leaves out what was observed of cells that passed, where only verdicts are wanted", async () => {
    plantRun(root, { [cells[0]]: {}, [cells[1]]: fail }, { lane });
    const { record } = await readRun(root, undefined, "verdicts");
    expect(record.cells.map(({ id, observation }) => [id.case, observation !== undefined])).toEqual([
      ["trap", false],
      ["none", false],
      ["plain", true],
    ]);
  });
});

describe("a cell", () => {
  test("is told with what it wrote, its blame and its artifact", async () => {
    const told: Told = { ...fail, observation: observed("", { stdout: { ...kept("wrong\n"), differsAt: 0 } }) };
    const cases = { "args/plain": caseLine("args/plain", { held: { main: { ...well, stdout: { match: "exact", digest: digest("right\n") } } } }) };
    plantRun(root, { [cells[0]]: {}, [cells[1]]: told }, { lane, cases }, ["wrong\n"]);
    const view = await readCell(root, "args/plain", undefined);
    expect(view).toMatchObject({ cell: `${cells[1]},${lane}`, lane, passed: false, said: { stdout: "wrong\n", stderr: undefined }, elsewhere: {} });
    expect(view.blame?.on).toBeDefined();
    expect(view.artifact).toMatchObject({ state: "built", size: 7 });
  });

  test("that passed is nobody's fault", async () => {
    plantRun(root, { [cells[0]]: {} }, { lane });
    expect(await readCell(root, "args/none", undefined)).toMatchObject({ passed: true, blame: undefined });
  });

  test("is looked up in the newest run that has it, for a gate's second run has only siblings", async () => {
    plantRun(root, { [cells[0]]: {}, [cells[1]]: fail }, { run: "20260101T120000000Z-aaaa", lane });
    plantRun(root, { [cells[0]]: {} }, { run: "20260102T120000000Z-aaaa", lane });
    expect((await readCell(root, "args/none", undefined)).run).toBe("20260102T120000000Z-aaaa");
    expect((await readCell(root, "args/plain", undefined)).run).toBe("20260101T120000000Z-aaaa");
    await expect(readCell(root, "args/plain", "20260102")).rejects.toMatchObject({ code: "cell/unknown" });
    const broken = plantRun(root, { [cells[0]]: {}, [cells[1]]: fail }, { run: "20260103T120000000Z-aaaa", lane });
    writeFileSync(broken, `${readFileSync(broken, "utf8")}{]\n`);
    expect((await readCell(root, "args/plain", undefined)).run).toBe("20260101T120000000Z-aaaa");
    await expect(readCell(root, "args/plain", "20260103")).rejects.toMatchObject({ place: { file: broken } });
  });

  test.each([
    ["args", "fits 2 cells"],
    ["nothing", "has no cell"],
  ])("%s is not one cell", async (said, message) => {
    plantRun(root, { [cells[0]]: {}, [cells[1]]: {} }, { lane });
    await expect(readCell(root, said, undefined)).rejects.toMatchObject({ code: "cell/unknown", message: expect.stringContaining(message) });
  });
});

describe("proposals", () => {
  test("are patterns for what fails and is not known, and accepted by nobody until they have a reason", async () => {
    plantRun(root, { [cells[0]]: {}, [cells[1]]: fail }, { lane });
    const { proposals, toml } = await readProposals(root, undefined);
    expect(proposals).toEqual([{ cells: "*/plain,*/*.*,*@*", cause: "exit", count: 1 }]);
    const { expectation } = parse(toml) as { expectation: Record<string, unknown>[] };
    expect(expectation).toEqual([{ cells: "*/plain,*/*.*,*@*", cause: "exit", reason: "", until: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) }]);
    writeProposals(root, toml);
    await expect(readRun(root, undefined)).rejects.toMatchObject({ exitCode: 2 });
  });

  test("are added to those that are there", () => {
    const path = join(root, "results/expectations/proposed.toml");
    for (const cell of ["a/*,*", "b/*,*"]) writeProposals(root, toToml([{ cells: cell, cause: "exit", count: 2 }], "2026-12-31"));
    expect((parse(readFileSync(path, "utf8")) as { expectation: { cells: string }[] }).expectation.map((each) => each.cells)).toEqual(["a/*,*", "b/*,*"]);
    expect(readFileSync(path, "utf8")).toContain("# 2 cells. Why does it fail?");
  });

  test("are none where every failure is known", async () => {
    put(join(root, "results/expectations/own.toml"), known("2099-01-01"));
    plantRun(root, { [cells[1]]: fail }, { lane });
    expect((await readProposals(root, undefined)).proposals).toEqual([]);
  });
});

describe("publishing", () => {
  test("writes a file a lane, and says what is new when it is done again", async () => {
    plantRun(root, { [cells[0]]: {}, [cells[1]]: {} }, { lane, run: "20260101T120000000Z-aaaa" });
    const first = await publish(root, undefined, false);
    expect(first).toMatchObject({ written: true, files: [{ lane, cells: 3, passed: 3, changed: undefined, kept: 0, dropped: [] }] });
    expect(existsSync(join(root, first.files[0]?.path ?? ""))).toBe(true);
    expect((await publish(root, undefined, false)).files[0]).toMatchObject({ changed: 0 });
    plantRun(root, { [cells[0]]: {}, [cells[1]]: fail }, { lane, run: "20260102T120000000Z-aaaa" });
    expect((await publish(root, undefined, false)).files[0]).toMatchObject({ cells: 3, passed: 2, changed: 1 });
    expect(readReleases(root)).toHaveLength(1);
  });

  test("writes nothing where it is only tried", async () => {
    plantRun(root, { [cells[0]]: {} }, { lane });
    expect((await publish(root, undefined, true)).written).toBe(false);
    expect(existsSync(join(root, "results/releases"))).toBe(false);
  });

  test.each<[string, Parameters<typeof plantRun>[2]]>([
    ["did not come to its end", { footer: "interrupted" }],
    ["has no end at all", { footer: "none" }],
  ])("keeps nothing of a run that %s", async (_, made) => {
    plantRun(root, { [cells[0]]: {} }, { lane, ...made });
    await expect(publish(root, undefined, false)).rejects.toMatchObject({ exitCode: 2 });
    expect(existsSync(join(root, "results/releases"))).toBe(false);
  });
});

describe("capabilities", () => {
  const square = async (capability: string) => {
    const [table] = await readCapabilities(root, undefined);
    const column = table?.languages.indexOf("zig") ?? -1;
    return table?.rows.find((row) => row.capability === capability)?.squares[column];
  };

  test("are those that cells of a run have shown", async () => {
    plantRun(root, { [cells[0]]: {}, [cells[1]]: {} }, { lane });
    expect(await square("args")).toEqual({ is: "works", passed: 2 });
  });

  test("fail with whose fault it is, known or not", async () => {
    plantRun(root, { [cells[0]]: {}, [cells[1]]: fail }, { lane });
    expect(await square("args")).toMatchObject({ is: "fails", passed: 1, failed: 1, known: undefined });
    put(join(root, "results/expectations/own.toml"), known("2099-01-01"));
    expect(await square("args")).toMatchObject({ is: "fails", known: { why: "it is known", link: "https://example.org" } });
  });

  test("cannot be had where an engine refused, with its proof", async () => {
    const told: Told = { verdict: { is: "unsupported", capability: "args", proof: "ENOSYS" } };
    plantRun(root, { [cells[0]]: told, [cells[1]]: told }, { lane });
    expect(await square("args")).toMatchObject({ is: "cannot", why: "missing import: ENOSYS" });
  });

  test("and histories are of the cells that filters select", async () => {
    plantRun(root, { [cells[0]]: {}, [cells[1]]: fail }, { lane });
    const [table] = await readCapabilities(root, undefined, ["case=none"]);
    expect(table?.rows.find(({ capability }) => capability === "args")?.squares).toEqual([{ is: "works", passed: 1 }]);
    await publish(root, undefined, false);
    const scores = async (...terms: string[]) => (await readHistories(root, terms)).flatMap(({ releases }) => releases.flatMap((each) => each.scores));
    expect(await scores()).toMatchObject([{ passed: 1, total: 2 }]);
    expect(await scores("args/none")).toMatchObject([{ passed: 1, total: 1 }]);
    await expect(readHistories(root, ["runtime=enarx"])).rejects.toMatchObject({ code: "filter/no-match" });
  });

  test("of published records are held against what is known on the day of reading", async () => {
    plantRun(root, { [cells[0]]: {}, [cells[1]]: fail }, { lane });
    await publish(root, undefined, false);
    const standings = async () => (await readPublished(root)).cells.flatMap(({ text, standing }) => (text.startsWith(cells[1]) ? [standing.is] : []));
    const scores = async () => (await readHistories(root, [])).flatMap(({ releases }) => releases.flatMap((each) => each.scores));
    expect([await standings(), await scores()]).toMatchObject([["unexpected-fail"], [{ known: 0 }]]);
    put(join(root, "results/expectations/own.toml"), known("2099-01-01"));
    expect([await standings(), await scores()]).toMatchObject([["known-failure"], [{ known: 1 }]]);
    put(join(root, "results/expectations/own.toml"), known("2020-01-01"));
    expect([await standings(), await scores()]).toMatchObject([["unexpected-fail"], [{ known: 0 }]]);
  });

  test("are those of published records where there is no run", async () => {
    plantRun(root, { [cells[0]]: {} }, { lane });
    await publish(root, undefined, false);
    const other = plantProject();
    mkdirSync(join(other, "results"), { recursive: true });
    await expect(readCapabilities(other, undefined)).rejects.toMatchObject({ code: "run/none" });
    const [record] = readReleases(root);
    const copy = join(other, (record?.path ?? "").slice(root.length + 1));
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(record?.path ?? "", copy);
    const [table] = await readCapabilities(other, undefined);
    expect(table).toMatchObject({ lane, source: "published 2026-01-01" });
    await expect(readCapabilities(other, "20260101")).rejects.toMatchObject({ code: "run/unknown" });
  });
});
