import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check, files, gatehouse, plant, plantWith } from "./contribute.fixture.ts";

describe("gatehouse new, check and run", { timeout: 300_000 }, () => {
  test("a language, a workload, a port, a runtime and a Keep are one folder each, accepted as they are, and run", async () => {
    const tree = plant();
    const before = files(tree);
    const made = {
      "language trial": "languages/trial",
      "workload greeting": "workloads/greeting",
      "port greeting trial": "workloads/greeting/trial",
      "runtime trial-engine": "harness/runtimes/trial-engine",
      "keep strong": "harness/keeps/strong",
    };
    for (const [words, folder] of Object.entries(made)) {
      const { exitCode, stdout } = await gatehouse(tree, "new", ...words.split(" "), "--json");
      expect(exitCode, words).toBe(0);
      const { next, ...rest } = JSON.parse(stdout) as { folder: string; files: string[]; next: { command?: string }[] };
      expect(rest.folder).toBe(folder);
      expect(rest.files.every((file) => existsSync(join(tree, file)))).toBe(true);
      expect(next.some(({ command }) => command === `./gatehouse check ${folder}`)).toBe(true);
      const { code, verdict, reports } = await check(tree, folder);
      expect({ words, code, verdict, failed: reports.flatMap(({ findings }) => findings.filter(({ state }) => state === "failed")) }).toEqual({
        words,
        code: 0,
        verdict: "accepted",
        failed: [],
      });
    }

    const run = await gatehouse(tree, "run", "--json");
    const matrix = JSON.parse(run.stdout) as {
      lanes: string[];
      rows: { route: { language: string }; squares: ({ passed: number } | null)[] }[];
      totals: Record<string, number>;
    };
    expect(run.exitCode).toBe(0);
    const lanes = matrix.lanes.map((lane) => lane.split("@")[0]);
    expect(lanes).toEqual(["node-wasi", "trial-engine"]);
    const passed = Object.fromEntries(matrix.rows.map(({ route, squares }) => [route.language, squares.map((square) => square?.passed)]));
    expect(passed).toEqual({ trial: [1, 1], wat: [5, 5] });
    const listed = (await gatehouse(tree, "run", "--list")).stdout;
    expect(listed).toMatch(/^greeting\/ends-well,trial\/stand-in\.wasip1,trial-engine@/m);

    const after = Object.fromEntries(
      Object.entries(files(tree)).filter(([path]) => !Object.values(made).some((folder) => path.startsWith(`${folder}/`)) && !path.startsWith("results/runs/")),
    );
    expect(after).toEqual(before);

    // Everything at once, and a path inside of a folder.
    expect(await check(tree)).toMatchObject({ code: 0, verdict: "accepted" });
    expect((await check(tree, "languages/trial/smoke/main.print")).reports).toHaveLength(1);
    // What no lane here can run is said, not passed over.
    const wat = (await check(tree, "languages/wat")).reports[0]?.findings.find(({ what }) => what === "target");
    expect(wat).toMatchObject({ state: "not checked", detail: "wat/wasm-tools.wasip2: no lane that is here runs it" });
  });

  test("check tells what a program wrote where that is not what it must write", async () => {
    const tree = await plantWith("language trial", "port answer trial");
    writeFileSync(join(tree, "languages/trial/smoke/main.print"), "hallo\n");
    const smoke = await check(tree, "languages/trial");
    expect([smoke.code, smoke.verdict]).toEqual([1, "not accepted"]);
    expect(smoke.reports[0]?.findings.find(({ what }) => what === "stdout")?.lines).toContain("| hallo");
    // The skeleton of a port is the smoke program: the contract of an old workload is not kept yet, until it is written.
    const port = join(tree, "workloads/answer/trial/main.print");
    expect(readFileSync(port, "utf8")).toContain("# Prints 42.");
    expect((await check(tree, "workloads/answer/trial")).code).toBe(1);
    writeFileSync(port, "42\n");
    expect(await check(tree, "workloads/answer/trial")).toMatchObject({ code: 0, verdict: "accepted" });
  });

  test("a compiler that fails is told with what it said", async () => {
    const tree = await plantWith("language trial");
    appendFileSync(join(tree, "languages/trial/template/compile.mjs"), 'throw new Error("no such word");\n');
    const { code, reports } = await check(tree, "languages/trial");
    expect(code).toBe(1);
    expect(JSON.stringify(reports[0]?.findings.find(({ what }) => what === "build"))).toContain("0 of 1");
    expect(JSON.stringify(reports)).toContain("no such word");
  });

  test("a runtime that does not tell a trap from an exit is not accepted", async () => {
    const tree = await plantWith("runtime trial-engine");
    const manifest = join(tree, "harness/runtimes/trial-engine/runtime.toml");
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace(/^report = true\n/m, ""));
    const { code, reports } = await check(tree, "harness/runtimes/trial-engine");
    expect(code).toBe(1);
    expect(reports[0]?.findings.filter(({ state }) => state === "failed").map(({ what }) => what)).toEqual(expect.arrayContaining(["trust", "untrusted"]));
  });

  test("where nothing can be run, nothing is accepted", async () => {
    const tree = await plantWith("language trial");
    const manifest = join(tree, "languages/trial/language.toml");
    writeFileSync(
      manifest,
      readFileSync(manifest, "utf8").replaceAll('command = "node"', 'command = "no-such-compiler"').replaceAll("{bin.node}", "{bin.no-such-compiler}"),
    );
    const { code, verdict, reports } = await check(tree, "languages/trial");
    expect([code, verdict]).toEqual([3, "not checked: nothing could be run here"]);
    expect(reports[0]?.findings.find(({ what }) => what === "toolchain")?.detail).toContain("trial/stand-in is not here");
  });
});
