import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeHistory } from "../bisect/bisect.fixture.ts";
import { mismatch } from "../host/schemas.ts";
import { gatehouse, type Said } from "../mini/cli.ts";
import { openStore, removeStore, type Tree } from "../mini/tree.ts";
import type { OverReleases } from "../model/generated/over.ts";

describe.skipIf(process.platform !== "linux")("gatehouse matrix --over releases", { timeout: 240_000 }, () => {
  const store = openStore();
  let tree: Tree;
  const over = (...words: readonly string[]): Promise<Said> => gatehouse(tree, ["matrix", "--over", "releases", ...words], { NO_COLOR: "1" });

  beforeAll(async () => {
    tree = makeHistory(["honest", "wrong-last-byte", "honest"], store);
    expect((await over()).stdout).toMatch(/^nothing is published yet/);
    // The release that is current runs of itself.
    for (const version of ["1.0.0", "1.1.0", "1.2.0"]) {
      await gatehouse(tree, ["run", "--profile", "deep", `release=fake-honest@${version}`]);
      expect((await gatehouse(tree, ["publish"])).code).toBe(0);
    }
  }, 240_000);

  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  test("tells what changed between neighbours, each with its case", async () => {
    const said = await over("--json");
    const told: OverReleases = JSON.parse(said.stdout);
    expect([said.code, mismatch("output", { matrix: told })]).toEqual([0, undefined]);
    const [track] = told.tracks;
    expect(track?.releases.map(({ version }) => version)).toEqual(["1.0.0", "1.1.0", "1.2.0"]);
    const changes = track?.changes.map(({ before, after, was, is, cases }) => [before, after, was, is, cases]);
    const [echo, hello] = ["echo/bytes,wat/wasm-tools.wasip1", "hello/line,wat/wasm-tools.wasip1"];
    expect(changes).toEqual(
      expect.arrayContaining([
        ["1.0.0", "1.1.0", "pass", "fail", [hello]],
        ["1.0.0", "1.1.0", "pass", "fail", [echo]],
        ["1.1.0", "1.2.0", "fail", "pass", [hello]],
        ["1.1.0", "1.2.0", "fail", "pass", [echo]],
      ]),
    );
    expect(changes).toHaveLength(4);
    // A file that is written is of a capability that no release breaks.
    const squares = track?.rows.find(({ capability }) => capability === "files.write")?.squares.map(({ is }) => is);
    expect(squares).toEqual(["works", "works", "works"]);
  });

  test("prints, and writes Markdown", async () => {
    const said = await over("--markdown", tree.at("over.md"));
    expect(said.stdout).toMatch(/^fake-honest\/nil:host-\S+ {2}on /);
    expect(said.stdout).toContain("1.0.0 to 1.1.0\n    pass to fail: ");
    expect(said.stdout).toContain("      hello/line,wat/wasm-tools.wasip1\n");
    expect(readFileSync(tree.at("over.md"), "utf8")).toContain("| wat | files.write | yes | yes | yes |");
  });

  test("filters leave rows and changes out", async () => {
    const told: OverReleases = JSON.parse((await over("workload=note", "--json")).stdout);
    expect(told.tracks.map(({ rows, changes }) => [rows.map(({ capability }) => capability), changes])).toEqual([[["args", "files.write"], []]]);
  });

  test.each([
    [["--over", "languages"], "usage/over"],
    [["20260101T000000000Z-0000", "--over", "releases"], "usage/over"],
    [["--over", "releases", "--junit", "x.xml"], "usage/over"],
    [["--over", "releases", "workload=nothing"], "filter/"],
  ])("%j is an error that names what to do", async (words, code) => {
    const said = await gatehouse(tree, ["matrix", ...words]);
    expect([said.code, said.stderr]).toEqual([2, expect.stringContaining(code)]);
  });
});
