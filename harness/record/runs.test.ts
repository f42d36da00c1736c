import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { madeLines } from "../judge/run.fixture.ts";
import { toText } from "./lines.ts";
import { journalForm } from "./read.ts";
import { findJournal, findResumable, listRuns, newRunId, runsFolder } from "./runs.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-runs-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
let root = "";
beforeEach(() => {
  root = mkdtempSync(join(scratch, "project-"));
});

const plant = (run: string, filters: readonly string[] = [], beside?: string): string => {
  const path = join(runsFolder(root), run, "journal.ndjson");
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(
    path,
    toText(journalForm, madeLines({ "x/a,c/cc.wasip1": {} }, { run, header: { filters: [...filters], ...(beside === undefined ? {} : { beside }) } })).text,
  );
  return path;
};

const makePipe = (path: string): void => void execFileSync("sh", ["-c", `mkfifo '${path}'`]);

describe("runs", () => {
  test("are in the order in which they began, whatever the clock says meanwhile", () => {
    fc.assert(
      fc.property(
        fc.array(fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }), { minLength: 1, maxLength: 8 }),
        (times) => {
          root = mkdtempSync(join(scratch, "project-"));
          vi.useFakeTimers({ toFake: ["Date"] });
          try {
            const began = times.map((time) => {
              vi.setSystemTime(time);
              const run = newRunId(root);
              mkdirSync(join(runsFolder(root), run), { recursive: true });
              return run;
            });
            for (const run of began) plant(run);
            expect(listRuns(root)).toEqual(began);
            expect(findJournal(root, undefined)).toContain(began.at(-1));
            expect(began[0]?.slice(0, 19)).toBe(times[0]?.toISOString().replace(/[-:.]/g, ""));
          } finally {
            vi.useRealTimers();
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  test("that explain the failures of another are not what is meant by the newest", () => {
    const [gate, siblings] = ["20260101T120000000Z-aaaa", "20260101T120000001Z-aaaa"] as const;
    plant(siblings, [], gate);
    expect(findJournal(root, undefined)).toContain(siblings);
    plant(gate);
    expect(findJournal(root, undefined)).toContain(gate);
    expect(findJournal(root, siblings)).toContain(siblings);
  });

  test("of other names are no newest run, and are found by their names", () => {
    const run = newRunId(root);
    for (const name of ["backup", "zz-20260101", "20269999T999999999Z-aaaa", run]) plant(name);
    expect(listRuns(root).at(-1)).toBe(run);
    expect(findJournal(root, "backup")).toContain("/backup/");
    expect(newRunId(root) > run).toBe(true);
  });

  test("that cannot be read are in nobody's way", () => {
    const [good, later] = [newRunId(root), "20990101T000000000Z-aaaa"];
    plant(good, ["here"]);
    const folder = join(runsFolder(root), later);
    mkdirSync(join(folder, "journal.ndjson"), { recursive: true });
    symlinkSync(join(folder, "circle"), join(folder, "circle"));
    symlinkSync(folder, join(runsFolder(root), "20990101T000000001Z-aaaa"));
    makePipe(join(runsFolder(root), "pipe"));
    mkdirSync(join(runsFolder(root), "20990101T000000002Z-aaaa"));
    makePipe(join(runsFolder(root), "20990101T000000002Z-aaaa/journal.ndjson"));
    const locked = join(runsFolder(root), "20990101T000000003Z-aaaa");
    mkdirSync(locked, { mode: 0 });
    expect(listRuns(root)).toEqual([good]);
    chmodSync(locked, 0o700);
    const broken = plant("20990101T000000004Z-aaaa", ["other"]);
    writeFileSync(broken, "{]\n");
    expect(findResumable(root, "full", ["here"])?.header.run).toBe(good);
    expect(findJournal(root, good)).toContain(good);
  });

  test("whose header was changed are not gone on with", () => {
    const run = newRunId(root);
    const path = plant(run, ["there"]);
    writeFileSync(path, readFileSync(path, "utf8").replace('"there"', '"here"'));
    expect(findResumable(root, "full", ["here"])).toBeUndefined();
  });
});
