import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { randomName } from "../host/digest.ts";
import { observed } from "../judge/seen.fixture.ts";
import type { Agenda, Offer } from "../model/agenda.ts";
import type { RanRow } from "../model/generated/journal.ts";
import type { Lane } from "../model/lane.ts";
import { lane } from "../plan/catalog.fixture.ts";
import { type JournalText, readJournal } from "../record/read.ts";
import { engine, planOf } from "./engine.fixture.ts";
import { openRun, type RunWords } from "./open-run.ts";
import { digestAgenda, type Selection } from "./select.ts";
import type { Session } from "./session.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-open-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const here: Lane = { ...lane(engine(), "1.0.0"), digest: "sha256:engine" };
const evidence = [{ name: "go on PATH", pass: false, hint: "install go" }];
const selectionOf = (names: readonly string[] = ["a", "b"], own: Lane = here): Selection => {
  const planned = planOf(
    names.map((id) => ({ id })),
    [own],
  );
  const agenda = { format: 1, profile: "full", filters: [], architecture: "x86_64", cases: [], builds: [], wishes: [] } as const satisfies Agenda;
  return { ...planned, agenda, toolchains: [], lanes: [own], unavailable: [{ what: "toolchain", id: "go/go", evidence }] };
};
const sessionIn = (root: string): Session => ({ root, catalog: planOf([], [here], true).catalog }) as unknown as Session;
const words: RunWords = { profile: "full", terms: ["language=c"], jobs: 3, supervised: true, contained: "namespaces" };
const passed = (cell: string): RanRow => ({
  ...{ kind: "row", cell, worker: "w1", state: "ran", artifact: `sha256:${"0".repeat(64)}` },
  observation: observed(""),
  verdict: { is: "pass" },
});

/** Begins a run of two cells and answers the first. */
const begun = (selection = selectionOf(), own: Partial<RunWords> = {}) => {
  const session = sessionIn(join(scratch, randomName()));
  const opened = openRun(session, selection, { ...words, ...own }, undefined, () => {});
  opened.journal.append(passed(selection.cells[0]?.text ?? ""));
  const path = join(opened.folder, "journal.ndjson");
  const leave = (): JournalText => {
    opened.journal.leave();
    return readJournal(path);
  };
  return { session, selection, opened, path, leave, text: (): JournalText => readJournal(path) };
};

describe("a run that begins", () => {
  const { opened, selection, text, session } = begun();

  test("has a journal with its header, its worker, its cases and its plan, and what this machine lacks", () => {
    const { header, lines } = text();
    expect(lines.map(({ kind }) => kind)).toEqual(["header", "worker", "case", "case", "planned", "unavailable", "row"]);
    expect(header).toMatchObject({ format: 3, profile: "full", filters: ["language=c"], cells: 2, trust: ["must-trap"], agenda: digestAgenda(selection) });
    expect(header).not.toHaveProperty("shard");
    expect(JSON.stringify(header)).not.toContain(selection.offer.machine.cpu);
    expect(lines[1]).toMatchObject({ id: "w1", jobs: 3, supervised: true, machine: selection.offer.machine, lanes: [{ id: here.text, digest: here.digest }] });
    expect(lines.flatMap((line) => (line.kind === "planned" ? line.cells : []))).toEqual(selection.cells.map((cell) => cell.text));
    expect(lines[5]).toEqual({ kind: "unavailable", worker: "w1", what: "toolchain", id: "go/go", evidence });
  });

  test("has the folder of its name, and all cells before it", () => {
    expect([opened.folder.startsWith(session.root), opened.folder.endsWith(opened.header.run)]).toEqual([true, true]);
    expect(opened.cells).toEqual(selection.cells);
    expect(opened.worker.id).toBe("w1");
  });

  test("tells only the cases that its cells need, and its shard", () => {
    const own = selectionOf();
    const { text: part } = begun({ ...own, cells: own.cells.slice(0, 1) }, { shard: { index: 1, count: 2 } });
    expect(part().lines.flatMap((line) => (line.kind === "case" ? [line.case] : []))).toEqual(["made/a"]);
    expect(part().header).toMatchObject({ shard: "1/2", cells: 1, agenda: digestAgenda(own) });
  });
});

describe("a run that goes on", () => {
  test("keeps its name and its rows; what has no row yet is left to do", () => {
    const { session, selection, text, leave, opened: first } = begun();
    expect(() => openRun(session, selection, words, text(), () => {})).toThrow(expect.objectContaining({ code: "journal/busy", exitCode: 2 }));
    const opened = openRun(session, selection, { ...words, jobs: 1 }, leave(), () => {});
    expect([opened.header, dirname(text().path)]).toEqual([first.header, opened.folder]);
    expect(opened.cells.map((cell) => cell.text)).toEqual([selection.cells[1]?.text]);
    opened.journal.append(passed(selection.cells[1]?.text ?? ""));
    opened.journal.close(false);
    const { lines } = text();
    expect(lines.slice(-4).map(({ kind }) => kind)).toEqual(["row", "resumed", "row", "footer"]);
    expect(lines.filter(({ kind }) => kind === "worker")).toHaveLength(1);
  });

  const moved = (offer: Offer, rest: Partial<Offer>): Offer => ({ ...offer, ...rest });
  test.each<[string, (selection: Selection) => Selection, string]>([
    ["another case", () => selectionOf(["a", "c"]), "case made/b"],
    ["fewer cells", ({ jobs, ...rest }) => ({ ...rest, jobs: jobs.slice(0, 1) }), "its cells"],
    ["other contracts or sources", ({ agenda, ...rest }) => ({ ...rest, agenda: { ...agenda, architecture: "aarch64" } }), "the sources of its programs"],
    ["another engine", () => selectionOf(["a", "b"], { ...here, digest: "sha256:other" }), `lane ${here.text}`],
    [
      "another toolchain",
      ({ offer, ...rest }) => ({ ...rest, offer: moved(offer, { toolchains: [{ id: "c/clang", version: "1", digest: "sha256:other" }] }) }),
      "toolchain",
    ],
  ])("is refused where it would be of %s", (_, change, named) => {
    const { session, selection, text, leave } = begun();
    const before = leave();
    const caught = (() => {
      try {
        return openRun(session, change(selection), words, before, () => {});
      } catch (error) {
        return error;
      }
    })();
    expect(caught).toMatchObject({ code: "run/moved", message: expect.stringContaining(before.header.run), hint: expect.stringContaining("--resume") });
    expect((caught as Error).message).toContain(named);
    expect(text().lines).toEqual(before.lines);
  });
});
