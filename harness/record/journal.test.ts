import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgeDigest } from "../host/about.ts";
import { digest, randomName } from "../host/digest.ts";
import { machine } from "../host/machine.ts";
import { foldRun, type RunRecord } from "../judge/fold.ts";
import { caseLine, lanePin, observed, workerLine } from "../judge/seen.fixture.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Header, JournalLine, Observation, RanRow } from "../model/generated/journal.ts";
import type { KeptLine } from "../model/rows.ts";
import { sealAnew } from "./chain.ts";
import { Journal } from "./journal.ts";
import { readJournal } from "./read.ts";
import { tampering } from "./tamper.fixture.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-journal-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const fresh = (): string => join(scratch, randomName(), "journal.ndjson");

const lane = "w@1.0.0/nil:host-x86_64";
const cells = ["must-trap/a", "x/a", "x/b", "y/a", "z/a"].map((name) => `${name},c/zig-cc.wasip1,${lane}`);
const header = (count: number): Header => ({
  kind: "header",
  format: 3,
  run: "r",
  started: "2026-01-01T12:00:00Z",
  harness: "0.1.0",
  harnessDigest: digest("harness"),
  judge: digest("judge"),
  profile: "quick",
  filters: ["language=c"],
  cells: count,
  trust: ["must-trap"],
  agenda: digest("agenda"),
});
const worker = workerLine({
  machine: machine(),
  jobs: 2,
  toolchains: [{ id: "c/zig-cc", version: "0.16.0", digest: "d" }],
  lanes: [lanePin(lane, { claims: { wasip1: ["stdout", "traps"] } })],
});
const cases = ["must-trap/a", "x/a", "x/b", "y/a", "z/a"].map((name) => caseLine(name, name.startsWith("must") ? { mustFail: "trap" } : { needs: ["stdout"] }));
const plan: readonly JournalLine[] = [worker, ...cases, { kind: "planned", cells }];
const observation: Observation = observed("out", { argv: ["w", "é 🙂"], stdout: { size: 3, digest: digest("out") } });
const trapped: Observation = { ...observation, raw: { code: 134, signal: null }, ending: { how: "trap", code: 134, message: "unreachable" } };
const ran = (cell: string | undefined, rest: Partial<RanRow> = {}): RanRow => ({
  kind: "row",
  cell: cell ?? "",
  worker: "w1",
  state: "ran",
  artifact: digest("wasm"),
  observation: cell === cells[0] ? trapped : observation,
  verdict: { is: "pass" },
  ...rest,
});
const facts: readonly JournalLine[] = [
  { kind: "unavailable", worker: "w1", what: "lane", id: "v@2/nil:host-x86_64", evidence: [{ name: "go", pass: false, hint: "install it" }] },
  ran(cells[0]),
  {
    kind: "artifact",
    build: "x,c/zig-cc.wasip1",
    worker: "w1",
    key: digest("k"),
    reused: false,
    milliseconds: 10,
    outcome: { state: "failed", stage: "compile", message: "line 1\nline 2 \u001b[31m", command: ["cc"] },
  },
  ran(cells[1]),
  ran(cells[2], {
    observation: { ...observation, raw: { code: 1, signal: null }, ending: { how: "exit", code: 1 } },
    verdict: { is: "fail", cause: "exit", detail: "expected exit 0, found exit 1" },
  }),
  { kind: "row", cell: cells[3] ?? "", worker: "w1", state: "inexpressible", why: "no sockets" },
];

/** A run of five cells, of which the last was lost. */
const write = (path: string, interrupted = false): void => {
  const journal = Journal.begin(path, header(cells.length), cells, [worker, ...cases]);
  for (const line of facts) journal.append(line);
  journal.close(interrupted);
};

const rowsOf = (lines: readonly KeptLine[]): string[] => lines.filter((line) => line.kind === "row").map((line) => JSON.stringify(line));
const fold = (path: string): RunRecord => {
  const text = readJournal(path);
  return foldRun(text.header, text.lines);
};
/** What reading and folding give, or undefined for the one error that is allowed. */
const readOrRefuse = (path: string): RunRecord | undefined => {
  try {
    return fold(path);
  } catch (error) {
    if (!(error instanceof GatehouseError)) throw error;
    expect(error.hint).not.toBe("");
    return undefined;
  }
};

let whole: string;
beforeAll(() => {
  whole = fresh();
  write(whole);
});

describe("a journal", () => {
  test("gives back what was written, in order, and is complete", () => {
    const text = readJournal(whole);
    expect(text.header).toEqual(header(cells.length));
    expect(text.lines.slice(1)).toEqual([...plan, ...facts, { kind: "footer", finished: expect.any(String), rows: 4, interrupted: false }]);
    expect([text.torn, text.wholeBytes]).toEqual([false, statSync(whole).size]);
    expect(fold(whole)).toMatchObject({
      complete: true,
      cells: [{ state: { is: "judged" } }, {}, {}, { state: { is: "inexpressible" } }, { state: { is: "lost" } }],
    });
    const stopped = fresh();
    write(stopped, true);
    expect(fold(stopped).complete).toBe(false);
  });

  test("is there with its whole plan, and a second one never takes its place", () => {
    const path = fresh();
    const many = Array.from({ length: 1201 }, (_, index) => `w/c-${index},c/zig-cc.wasip1,${lane}`);
    Journal.begin(path, header(many.length), many);
    expect(readdirSync(dirname(path))).toEqual(["journal.ndjson", "lock"]);
    const { lines } = readJournal(path);
    expect(lines.flatMap((line) => (line.kind === "planned" ? line.cells : []))).toEqual(many);
    expect(lines).toHaveLength(4);
    expect(fold(path).complete).toBe(false);
    expect(() => Journal.begin(path, header(1), [cells[0] ?? ""])).toThrow(GatehouseError);
    expect(readJournal(path).header.cells).toBe(1201);
  });

  test("takes no line that its schema refuses, and stays as it was", () => {
    const path = fresh();
    const journal = Journal.begin(path, header(1), [cells[0] ?? ""]);
    const before = readFileSync(path, "utf8");
    const bad = { ...ran(cells[0]), verdict: { is: "fail", cause: "bad luck", detail: "" } } as unknown as JournalLine;
    expect(() => journal.append(bad)).toThrow(expect.objectContaining({ code: "journal/invalid", exitCode: 3 }));
    expect(readFileSync(path, "utf8")).toBe(before);
    expect(() => Journal.begin(fresh(), { ...header(0), cells: -1 }, [])).toThrow(GatehouseError);
  });

  test("cut off at any byte is refused, or has fewer rows and is never complete", () => {
    const path = fresh();
    mkdirSync(dirname(path), { recursive: true });
    copyFileSync(whole, path);
    const rows = rowsOf(readJournal(whole).lines);
    const whereRead: number[] = [];
    for (let size = statSync(whole).size - 1; size >= 0; size--) {
      truncateSync(path, size);
      const record = readOrRefuse(path);
      if (!record) continue;
      const text = readJournal(path);
      const own = rowsOf(text.lines);
      expect(rows.slice(0, own.length)).toEqual(own);
      expect([record.complete, record.cells.length]).toEqual([false, cells.length]);
      expect(text.wholeBytes).toBeLessThanOrEqual(size);
      expect(text.torn).toBe(text.wholeBytes < size);
      if (own.length === 0) whereRead.push(size);
    }
    const begun = readFileSync(whole, "utf8")
      .split("\n")
      .slice(0, plan.length + 1);
    expect(Math.min(...whereRead)).toBe(Buffer.byteLength(begun.join("\n")) + 1);
  }, 120_000);

  test("with anything changed, dropped, doubled or moved is refused with the line", () => {
    const path = fresh();
    mkdirSync(dirname(path), { recursive: true });
    fc.assert(
      fc.property(tampering(readFileSync(whole, "utf8")), ({ bytes, line }) => {
        writeFileSync(path, bytes);
        expect(() => readJournal(path)).toThrow(
          expect.objectContaining({ place: expect.objectContaining({ file: path, line }), hint: expect.stringMatching(/./) }),
        );
      }),
      { numRuns: 1500 },
    );
  }, 120_000);

  test.each<[string, (text: string) => string, string]>([
    ["a row taken out", (text) => text.replace(/^.*"x\/a,c.*"ran".*\n/m, ""), "journal/rows"],
    ["a row twice", (text) => text.replace(/^(.*"x\/a,c.*"ran".*\n)/m, "$1$1"), "journal/rows"],
    ["a planned cell taken out", (text) => text.replace(`"${cells[2]}",`, ""), "journal/plan"],
    ["a cell planned twice, in the place of one that failed", (text) => text.replace(`"${cells[2]}",`, `"${cells[1]}",`), "journal/plan"],
    ["lines after the footer", (text) => `${text}${text.split("\n")[plan.length + 2]}\n`, "journal/after-footer"],
    ["no header", (text) => text.slice(text.indexOf("\n") + 1), "journal/header"],
    ["a line that is not JSON", (text) => text.replace("\n", "\n{]\n"), "journal/syntax"],
    ["an empty line", (text) => text.replace("\n", "\n\n"), "journal/syntax"],
    [
      "a row of a worker that nobody told of",
      (text) => text.replace('"y/a,c/zig-cc.wasip1,w@1.0.0/nil:host-x86_64","worker":"w1"', '"y/a,c/zig-cc.wasip1,w@1.0.0/nil:host-x86_64","worker":"w2"'),
      "journal/worker",
    ],
    ["a build of a worker that nobody told of", (text) => text.replace('"worker":"w1","key"', '"worker":"w2","key"'), "journal/worker"],
    ["a worker told of twice", (text) => text.replace(/^(.*"kind":"worker".*\n)/m, "$1$1"), "journal/worker"],
    ["no worker's line", (text) => text.replace(/^.*"kind":"worker".*\n/m, ""), "journal/worker"],
    ["a header of format 2", (text) => text.replace('"format":3', '"format":2'), "journal/schema"],
    ["an unknown kind", (text) => text.replace('"kind":"unavailable"', '"kind":"available"'), "journal/schema"],
    ["bytes that are no text", (text) => text.replace("found exit 1", "found exit \u0000"), "journal/syntax"],
    ["nothing in it", () => "", "journal/header"],
  ])("with %s is refused", (_, change, code) => {
    const path = fresh();
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, sealAnew("journal", change(readFileSync(whole, "utf8"))));
    expect(() => readJournal(path)).toThrow(expect.objectContaining({ code, place: expect.objectContaining({ file: path }) }));
  });

  test("whose row was edited is refused where the same judge gave its verdict, chain or not", () => {
    const path = fresh();
    const edited = (judge: string): void => {
      const text = readFileSync(whole, "utf8").replace(/"verdict":\{"is":"fail"[^}]*\}/, '"verdict":{"is":"pass"}');
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, sealAnew("journal", text.replace(/"judge":"[^"]*"/, `"judge":"${judge}"`)));
    };
    edited(judgeDigest());
    const line = plan.length + facts.findIndex((each) => "verdict" in each && each.verdict.is === "fail") + 2;
    for (const kept of ["all", "verdicts"] as const)
      expect(() => readJournal(path, kept)).toThrow(expect.objectContaining({ code: "journal/verdict", place: { file: path, line } }));
    edited(digest("another"));
    expect(fold(path).rejudged).toMatchObject([{ cell: cells[2], told: { is: "pass" }, now: { is: "fail", cause: "exit" } }]);
  });

  test("that is not UTF-8 is refused with its line, and resuming can rely on its size", () => {
    const path = fresh();
    mkdirSync(dirname(path), { recursive: true });
    const bytes = Buffer.from(readFileSync(whole));
    bytes[bytes.indexOf("install it")] = 0xff;
    writeFileSync(path, bytes);
    expect(() => readJournal(path)).toThrow(expect.objectContaining({ code: "journal/chain", place: { file: path, line: plan.length + 2 } }));
  });

  test("that is not there is an error of its own", () => {
    expect(() => readJournal(fresh())).toThrow(expect.objectContaining({ code: "journal/unreadable" }));
  });
});

describe("a journal that goes on", () => {
  test("after an interruption keeps its rows, and counts all of them at its end", () => {
    const path = fresh();
    write(path, true);
    const journal = Journal.resume(readJournal(path));
    journal.append(ran(cells[4]));
    journal.close(false);
    const text = readJournal(path);
    expect(text.lines.slice(-4).map((line) => line.kind)).toEqual(["footer", "resumed", "row", "footer"]);
    expect(text.lines.at(-1)).toMatchObject({ rows: 5, interrupted: false });
    expect(fold(path)).toMatchObject({ complete: true, cells: expect.not.arrayContaining([expect.objectContaining({ state: { is: "lost" } })]) });
  });

  test("lets somebody hear every line that is written, and each once it is there", () => {
    const [path, heard]: [string, string[]] = [fresh(), []];
    const hear = (line: JournalLine): void => {
      expect(readFileSync(path, "utf8")).toContain(JSON.stringify(line).slice(0, -1));
      heard.push(JSON.stringify(line));
    };
    const journal = Journal.begin(path, header(1), [cells[0] ?? ""], [worker, ...cases], hear);
    journal.append(ran(cells[0]));
    journal.close(true);
    Journal.resume(readJournal(path), hear).close(false);
    expect(heard).toEqual(readJournal(path).lines.map((line) => JSON.stringify(line)));
  });

  test("after a line was torn, at any byte of it, loses that line alone", () => {
    const lines = readFileSync(whole, "utf8").split("\n").slice(0, -2);
    const last = `${lines.pop()}`;
    for (const torn of ["", last.slice(0, 1), last.slice(0, 40), last]) {
      const path = fresh();
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${lines.join("\n")}\n`);
      appendFileSync(path, torn);
      const journal = Journal.resume(readJournal(path));
      journal.close(false);
      const text = readJournal(path);
      expect(rowsOf(text.lines)).toEqual(rowsOf(readJournal(whole).lines).slice(0, 3));
      expect([text.torn, foldRun(text.header, text.lines).complete]).toEqual([false, true]);
    }
  });
});
