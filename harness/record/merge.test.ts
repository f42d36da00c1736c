import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { foldRun } from "../judge/fold.ts";
import { lane, type Made, madeLines, type Told } from "../judge/run.fixture.ts";
import { digestOf, lanePin } from "../judge/seen.fixture.ts";
import type { Header, JournalLine } from "../model/generated/journal.ts";
import { sealAnew } from "./chain.ts";
import { toText } from "./lines.ts";
import { mergeShards } from "./merge.ts";
import { journalForm, readJournal } from "./read.ts";
import { listRuns } from "./runs.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-merge-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
let root = "";
beforeEach(() => {
  root = mkdtempSync(join(scratch, "project-"));
});

const fail: Told = { verdict: { is: "fail", cause: "exit", detail: "" } };
const route = "c/cc.wasip1";

/** Puts the journal of one shard into the project, answered by its own worker; returns its path. */
const shard = (name: string, cells: Readonly<Record<string, Told>>, made: Made = {}, worker = `w${name[0]}`): string => {
  const run = `2026010${name[0]}T120000000Z-aaaa`;
  const told = madeLines(cells, { run, ...made, header: { shard: name, started: `2026-01-0${name[0]}T12:00:00Z`, ...made.header } });
  const lines = told.map((line): JournalLine => {
    if (line.kind === "worker") return { ...line, id: worker };
    return "worker" in line && line.worker !== undefined ? { ...line, worker } : line;
  });
  const folder = join(root, "results/runs", run);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "journal.ndjson");
  writeFileSync(path, toText(journalForm, lines).text);
  return path;
};

const pair = (made: Made = {}): string[] => [
  shard("1/2", { [`a/x,${route}`]: {}, [`a/y,${route}`]: fail }),
  shard("2/2", { [`b/x,${route}`]: {}, [`b/y,${route}`]: { state: "inexpressible", why: "no sockets" } }, made),
];

const withoutChain = <L extends object>(line: L): L => {
  const { chain: _, ...rest } = line as L & { chain?: string };
  return rest as L;
};

/** The same journal as that of a whole run. */
const withoutShard = (path: string): string => {
  writeFileSync(path, sealAnew("journal", readFileSync(path, "utf8").replace(/,"shard":"[^"]*"/, "")));
  return path;
};

const refused = (paths: readonly string[]): unknown => {
  const before = listRuns(root);
  try {
    mergeShards(root, paths);
  } catch (error) {
    expect(listRuns(root), "nothing was written").toEqual(before);
    return error;
  }
  throw new Error("they were merged");
};

describe("shards of one agenda", () => {
  test("become one run: each cell once, with its verdict, and the worker that answered it", () => {
    const run = mergeShards(root, pair());
    const { header, lines } = readJournal(join(root, "results/runs", run, "journal.ndjson"));
    const record = foldRun(header, lines);
    expect(record.complete).toBe(true);
    expect(header).not.toHaveProperty("shard");
    expect([header.run, header.cells, header.started]).toEqual([run, 5, "2026-01-01T12:00:00Z"]);
    expect(record.workers.map(({ id }) => id)).toEqual(["w1", "w2"]);
    expect(record.cells.map(({ id, state, worker }) => [`${id.workload}/${id.case}`, state.is === "judged" ? state.verdict.is : state.is, worker])).toEqual([
      ["must-trap/trap", "pass", "w1"],
      ["a/x", "pass", "w1"],
      ["a/y", "fail", "w1"],
      ["b/x", "pass", "w2"],
      ["b/y", "inexpressible", "w2"],
    ]);
    expect(lines.filter(({ kind }) => kind === "case")).toHaveLength(5);
  });

  test("are the same run in whatever order they are named, but for the order of its lines", () => {
    const cellsOf = (run: string): string[] => {
      const { header, lines } = readJournal(join(root, "results/runs", run, "journal.ndjson"));
      return foldRun(header, lines)
        .cells.map(({ text, state, worker }) => JSON.stringify([text, state, text.startsWith("must-") || worker]))
        .sort();
    };
    const paths = pair();
    const [one, other] = [mergeShards(root, paths), mergeShards(root, paths.toReversed())];
    expect(one).not.toBe(other);
    expect(cellsOf(one)).toEqual(cellsOf(other));
  });

  test("keep what each shard kept of streams", () => {
    const paths = pair();
    for (const [at, path] of paths.entries()) {
      mkdirSync(join(dirname(path), "blobs"));
      writeFileSync(join(dirname(path), "blobs", `stream-${at}`), String(at));
    }
    const blobs = join(root, "results/runs", mergeShards(root, paths), "blobs");
    expect(readdirSync(blobs).map((name) => [name, readFileSync(join(blobs, name), "utf8")])).toEqual([
      ["stream-0", "0"],
      ["stream-1", "1"],
    ]);
  });

  test("distrust a lane that one of their workers found out, whatever the other says", () => {
    for (const paths of [pair({ trust: fail }), pair({ trust: fail }).toReversed()]) {
      const run = mergeShards(root, paths);
      const { header, lines } = readJournal(join(root, "results/runs", run, "journal.ndjson"));
      const { cells, distrusted } = foldRun(header, lines);
      expect(distrusted).toHaveLength(1);
      expect(cells.find(({ id }) => id.workload === "a")?.state.is).toBe("untrusted");
    }
  });
});

describe("no run is made of", () => {
  test.each<[string, string, () => string[]]>([
    ["one journal", "merge/few", () => pair().slice(0, 1)],
    ["no journal", "merge/few", () => []],
    ["other agendas", "merge/unlike", () => pair({ header: { agenda: digestOf("other") } })],
    ["other filters", "merge/unlike", () => pair({ header: { filters: ["language=c"] } })],
    ["other profiles", "merge/unlike", () => pair({ header: { profile: "quick" } })],
    ["another harness", "merge/unlike", () => pair({ header: { harnessDigest: digestOf("other") } })],
    ["a shard that was interrupted", "merge/unfinished", () => pair({ footer: "interrupted" })],
    ["a shard that was killed", "merge/unfinished", () => pair({ footer: "none" })],
    ["one shard twice", "merge/shards", () => [pair()[0] ?? "", pair()[0] ?? ""]],
    ["shards of other counts", "merge/shards", () => pair({ header: { shard: "2/3" } })],
    ["runs that are no shards", "merge/shards", () => pair().map((path) => withoutShard(path))],
    ["shards of which one is missing", "merge/missing", () => [shard("1/3", { [`a/x,${route}`]: {} }), shard("3/3", { [`b/x,${route}`]: {} })]],
    ["two workers of one name", "merge/differs", () => [shard("1/2", { [`a/x,${route}`]: {} }), shard("2/2", { [`b/x,${route}`]: {} }, {}, "w1")]],
    ["shards of which each had another engine in one lane", "merge/lanes", () => pair({ worker: { lanes: [lanePin(lane, { digest: "sha256:other" })] } })],
    ["shards with other contracts of a case", "merge/differs", () => pair({ contract: (name) => digestOf(`${name} mended`) })],
  ])("%s", (_, code, paths) => {
    expect(refused(paths())).toMatchObject({ code, exitCode: 2, hint: expect.stringMatching(/./) });
  });

  test.each<[Partial<Header>, RegExp]>([
    [{ profile: "quick", filters: ["language=c"] }, /: another profile; other filters$/],
    [{ harnessDigest: digestOf("other") }, /: another version of Gatehouse$/],
    [{ agenda: digestOf("other") }, /: other cells$/],
  ])("what differs, and tells it: %j", (header, message) => {
    expect(refused(pair({ header }))).toMatchObject({ message: expect.stringMatching(message) });
  });

  test("machines that had not the same lanes, and names them", () => {
    const [one = "", other = ""] = pair({ header: { agenda: digestOf("other") } });
    const evidence = [{ name: "it starts", pass: false, hint: "install it" }];
    const lacking: JournalLine = { kind: "unavailable", what: "lane", id: "v@2/nil:host-x86_64", evidence, worker: "w2" };
    const { header, lines } = readJournal(other);
    const [footer] = lines.slice(-1);
    writeFileSync(other, toText(journalForm, [header, ...lines.slice(0, -1), lacking, ...(footer ? [footer] : [])].map(withoutChain)).text);
    expect(refused([one, other])).toMatchObject({ message: expect.stringMatching(/cells without lane v@2\/nil:host-x86_64: not there in one of them$/) });
  });

  test("a journal that is not whole: it says where", () => {
    const [one = "", other = ""] = pair();
    const lines = readFileSync(other, "utf8").split("\n");
    writeFileSync(other, lines.filter((line) => !line.includes('"b/x,')).join("\n"));
    expect(refused([one, other])).toMatchObject({ place: { file: other } });
    rmSync(other);
    expect(refused([one, other])).toMatchObject({ place: { file: other } });
    expect(existsSync(one)).toBe(true);
  });
});
