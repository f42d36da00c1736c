import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { digest } from "../host/digest.ts";
import { gatehouse, journals, readOutcomes, type Said } from "../mini/cli.ts";
import { makeTree, openStore, removeStore, type Tree } from "../mini/tree.ts";
import type { RanRow } from "../model/generated/journal.ts";
import { sealAnew } from "../record/chain.ts";
import { readJournal } from "../record/read.ts";

const store = openStore();
const tree: Tree = makeTree(["honest", "wrong-last-byte"], store);
afterAll(() => {
  tree.remove();
  removeStore(store);
});

const runOf = (path: string): string => readJournal(path).header.run;

describe.skipIf(process.platform !== "linux")("a run in two shards", { timeout: 240_000 }, () => {
  let [whole, one, two, merged]: (string | undefined)[] = [];
  let said: Said;
  beforeAll(async () => {
    await gatehouse(tree, ["run"]);
    await gatehouse(tree, ["run", "--shard", "1/2"]);
    await gatehouse(tree, ["run", "--shard", "2/2"]);
    [whole, one, two] = journals(tree);
    said = await gatehouse(tree, ["merge", runOf(one ?? ""), two ?? "", "--json", "--junit", tree.at("merged.xml")]);
    merged = journals(tree).at(-1);
  });

  test("has every cell of the whole run with the same verdict, and its exit code", () => {
    expect(journals(tree)).toHaveLength(4);
    expect(readOutcomes(merged ?? "")).toEqual(readOutcomes(whole ?? ""));
    expect(said.code, said.stderr).toBe(1);
    const { header } = readJournal(merged ?? "");
    expect([header.cells, header.shard]).toEqual([readJournal(whole ?? "").header.cells, undefined]);
    expect(JSON.parse(said.stdout)).toMatchObject({ journal: expect.stringContaining(header.run), totals: { lost: 0 } });
    expect(readFileSync(tree.at("merged.xml"), "utf8")).toContain(`tests="${header.cells}"`);
  });

  test("compiles each workload in one of them only", () => {
    const buildsOf = (path: string | undefined): string[] =>
      readJournal(path ?? "").lines.flatMap((line) => (line.kind === "artifact" && !line.build.startsWith("must-") ? [line.build] : []));
    expect([...buildsOf(one), ...buildsOf(two)].sort()).toEqual(buildsOf(whole).sort());
    expect([one, two].map((path) => readJournal(path ?? "").header.shard)).toEqual(["1/2", "2/2"]);
  });

  test("is no run while a shard is missing, or named twice", async () => {
    const first = runOf(one ?? "");
    for (const [runs, code] of [
      [[first], "merge/few"],
      [[first, first], "merge/shards"],
      [[first, runOf(whole ?? "")], "merge/shards"],
      [[first, "1999"], "run/unknown"],
    ] as const) {
      const wrong = await gatehouse(tree, ["merge", ...runs]);
      expect([wrong.code, wrong.stdout], runs.join()).toEqual([2, ""]);
      expect(wrong.stderr).toContain(`[${code}`);
    }
    expect(journals(tree)).toHaveLength(4);
    expect((await gatehouse(tree, ["run", "--shard", "3/2"])).stderr).toContain("[shard/malformed");
  });

  test("is judged again as it was; a verdict that was changed by hand is refused, and one of another judge is told and does not count", async () => {
    const run = runOf(merged ?? "");
    const same = await gatehouse(tree, ["judge", run]);
    expect([same.code, same.stdout]).toEqual([0, expect.stringMatching(new RegExp(`^run ${run}: \\d+ cells judged again, 0 verdicts changed\\n$`))]);

    const before = readOutcomes(merged ?? "");
    const lines = readFileSync(merged ?? "", "utf8").split("\n");
    const at = lines.findIndex((line) => line.includes('"cell":"hello/line,') && line.includes("fake-wrong-last-byte") && line.includes('"kind":"row"'));
    const row = JSON.parse(lines[at] ?? "") as RanRow;
    expect(row.verdict).toMatchObject({ is: "fail", cause: "stdout" });
    const changed = lines.with(at, JSON.stringify({ ...row, verdict: { is: "pass" } })).join("\n");
    const refused = async (text: string): Promise<string> => {
      writeFileSync(merged ?? "", text);
      const { code, stdout, stderr } = await gatehouse(tree, ["matrix", run]);
      expect([code, stdout]).toEqual([2, ""]);
      return stderr;
    };
    const place = `${merged}:${at + 1}:1: `;
    expect(await refused(changed)).toMatch(new RegExp(`${place}this line was changed.*\\[journal/chain`));
    expect(await refused(sealAnew("journal", changed))).toMatch(new RegExp(`${place}the row says .*\\[journal/verdict`));
    writeFileSync(merged ?? "", sealAnew("journal", changed.replace(/"judge":"sha256:[^"]*"/, `"judge":"${digest("another")}"`)));
    const { code, stdout } = await gatehouse(tree, ["judge", run]);
    expect(code).toBe(1);
    expect(stdout.split("\n").slice(0, 3)).toEqual([row.cell, "  then  pass", expect.stringMatching(/^ {2}today fail by stdout: /)]);
    const json = await gatehouse(tree, ["judge", run, "--json"]);
    expect(JSON.parse(json.stdout)).toEqual({ run, cells: expect.any(Number), rejudged: [{ cell: row.cell, told: { is: "pass" }, now: row.verdict }] });
    expect(readOutcomes(merged ?? "")).toEqual(before);
    expect((await gatehouse(tree, ["matrix", run])).code).toBe(1);
  });
});
