import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check, contract, files, gatehouse, type Problem, plant, scratch } from "./contribute.fixture.ts";

describe("what is typed wrong", { timeout: 120_000 }, () => {
  const tree = plant();

  test.each([
    [["new", "language", "Bad_Name"], "for example bad-name"],
    [["new", "workload", "../outside"], "for example outside"],
    [["new", "workload", "a".repeat(41)], "at most 40"],
    [["new", "keep", "two-words"], "for example twowords"],
    [["new", "language", "fixtures"], "choose another name"],
    [["new", "language", "wat"], "./gatehouse check languages/wat"],
    [["new", "trick", "x"], "gatehouse new makes: language NAME"],
    [["new", "port", "answer"], "gatehouse new port WORKLOAD LANGUAGE"],
    [["new", "port", "answer", "cobol"], "there are: wat"],
    [["new", "port", "question", "wat"], "there are: answer"],
    [["new", "port", "answer", "wat.wasip1"], "./gatehouse check workloads/answer/wat.wasip1"],
    [["new", "port", "answer", "wat.wasip9"], "wasip1, wasip2"],
    [["check", "nowhere"], "for example one below languages"],
    [["check", tmpdir()], "for example one below languages"],
    [["check", "results"], "results/expectations"],
  ])("%j", async (words, hint) => {
    if (words[1] === "results") mkdirSync(join(tree, "results"), { recursive: true });
    const before = files(tree);
    const { exitCode, stdout, stderr } = await gatehouse(tree, ...words);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^error: .*\[[a-z]+\/[a-z-]+\]\n/);
    expect(stderr).toContain(hint);
    expect(files(tree)).toEqual(before);
  });

  test("a link that leads nowhere is not written through", async () => {
    const own = plant();
    symlinkSync(join(scratch, "elsewhere"), join(own, "languages/trial"));
    expect((await gatehouse(own, "new", "language", "trial")).exitCode).toBe(2);
    expect(existsSync(join(scratch, "elsewhere"))).toBe(false);
  });

  test("a folder that is no project gets nothing", async () => {
    const empty = mkdtempSync(join(scratch, "empty-"));
    expect((await gatehouse(empty, "new", "language", "trial")).exitCode).toBe(2);
    expect((await gatehouse(empty, "check")).exitCode).toBe(2);
    expect(readdirSync(empty)).toEqual([]);
  });
});

describe("a manifest that is wrong", { timeout: 120_000 }, () => {
  const line = (text: string, part: string): number => text.split("\n").findIndex((each) => each.includes(part)) + 1;

  test.each([
    ["a misspelt key", "needs = [", "neds = [", "neds", "manifest/schema"],
    ["another id", 'id = "answer"', 'id = "other"', 'id = "other"', "manifest/id"],
    ["no TOML", 'kind = "probe"', "kind =", "kind =", "manifest/syntax"],
    ["what only lint sees", "[[case]]", '[[case]]\nmust-fail = "trap"', "must-fail", "workload/must-fail"],
    ["a tab", 'id = "answers"', 'id =\t"answers"', "answers", "manifest/untidy"],
    ["a blank at the end of a line", 'kind = "probe"', 'kind = "probe" ', "kind", "manifest/untidy"],
  ])("%s: exit code 2 with file, line and column", async (_, from, to, where, problem) => {
    const tree = plant();
    const text = contract.replace(from, to);
    writeFileSync(join(tree, "workloads/answer/workload.toml"), text);
    const { code, problems } = await check(tree, "workloads/answer");
    expect(code).toBe(2);
    expect(problems).toHaveLength(1);
    const [{ place, hint, code: own } = {} as Problem] = problems;
    expect({ own, file: place?.file, line: place?.line }).toEqual({ own: problem, file: "workloads/answer/workload.toml", line: line(text, where) });
    expect(place?.column).toBeGreaterThan(0);
    expect(hint).not.toBe("");
    // It is told when another folder is checked too: nothing runs beside it, unless it is only untidy.
    expect((await check(tree, "harness/keeps/nil")).code).toBe(problem === "manifest/untidy" ? 0 : 2);
  });

  test("all wrong manifests are told at once", async () => {
    const tree = plant();
    for (const path of ["languages/wat/language.toml", "harness/keeps/nil/keep.toml", "workloads/answer/workload.toml"])
      appendFileSync(join(tree, path), "colour = 1");
    const { exitCode, stdout } = await gatehouse(tree, "check");
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/languages\/wat\/language\.toml:\d+:\d+: /);
    expect(stdout).toMatch(/harness\/keeps\/nil\/keep\.toml:\d+:\d+: /);
    expect(stdout).toMatch(/workloads\/answer\/workload\.toml:\d+:\d+: /);
  });
});
