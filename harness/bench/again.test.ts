import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Sample, SamplesHeader, SamplesLine } from "../model/generated/samples.ts";
import { toSamplesText } from "../record/samples.ts";
import { plantProject } from "../review/project.fixture.ts";
import { headerOf } from "./bench.fixture.ts";
import { reportAgain } from "./from.ts";
import { samplesPath } from "./open-samples.ts";

const lane = "wasmtime@49.0.3/nil:host-x86_64";
const cellOf = (group: string): string => `${group},zig/zig.wasip1,${lane}`;
const sample = (group: string, round: number, userMs: number): Sample => ({
  ...{ kind: "sample", round, group, cell: cellOf(group), phase: "total", cache: "warm", wallMs: userMs + 1, userMs, systemMs: 0, peakKib: 100 },
});

/** Puts the samples of a run into a project: one case, measured in four rounds. */
const plant = (root: string, run: string, group: string, rest: Partial<SamplesHeader> = {}, more: readonly SamplesLine[] = [], interrupted = false): string => {
  const lines: SamplesLine[] = [
    headerOf({ run, filters: [group], lanes: [{ id: lane, version: "49.0.3", digest: "sha256:1" }], ...rest }),
    ...[10, 11, 12, 13].map((userMs, at) => sample(group, at + 1, userMs)),
    ...more,
    { kind: "footer", finished: "2026-01-01T13:00:00Z", interrupted, load: [0, 0, 0], ...(rest.busy === undefined ? {} : { busy: rest.busy }) },
  ];
  const path = samplesPath(root, run);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, toSamplesText(lines));
  return path;
};

const small = { name: "small", most: 0.3 };

describe("what was measured before", () => {
  test("is reported again by the name of its run, by its file, or by a folder of files", async () => {
    const root = plantProject();
    const path = plant(root, "one", "args/plain");
    const figure = { total: { median: 11.5, rounds: 4 } };
    for (const said of ["one", path, dirname(path)]) {
      const { report, paths } = await reportAgain(root, [said], undefined);
      expect([paths, report.run, report.complete]).toEqual([[path], "one", true]);
      expect(report.cells).toMatchObject([{ cell: cellOf("args/plain"), cpuMs: figure }]);
    }
    expect(existsSync(join(root, "results/performance"))).toBe(false);
  });

  test("of several runs is one report, each run's cells compared within it", async () => {
    const root = plantProject();
    plant(root, "one", "args/plain");
    plant(root, "two", "args/none");
    const { report } = await reportAgain(root, ["one", "two"], undefined);
    expect([report.run, report.cells.map(({ group }) => group).sort()]).toEqual(["one, two", ["args/none", "args/plain"]]);
  });

  test.each<[string, Partial<SamplesHeader>, string, string]>([
    ["on another machine", { machine: { ...headerOf().machine, id: "other" } }, "args/none", "bench/machines"],
    ["of the same cell", {}, "args/plain", "bench/twice"],
  ])("%s is not put into one report", async (_, header, group, code) => {
    const root = plantProject();
    plant(root, "one", "args/plain");
    plant(root, "two", group, header);
    await expect(reportAgain(root, ["one", "two"], undefined)).rejects.toMatchObject({ code, exitCode: 2 });
  });

  test("is published under a name, with the commands that measure it anew, and no folder of this machine", async () => {
    const root = plantProject();
    const failure: SamplesLine = { kind: "failure", round: 0, group: "args/none", cell: cellOf("args/none"), phase: "total", detail: "/home/me/x.c: no" };
    plant(root, "one", "args/plain", { busy: 0.1 }, [failure]);
    await reportAgain(root, ["one"], small);
    const page = readFileSync(join(root, "results/performance/small.md"), "utf8");
    expect(page).toContain("bench args/plain");
    const text = gunzipSync(readFileSync(join(root, "results/performance/small/one.ndjson.gz"))).toString();
    expect(text).toContain("…/x.c: no");
    expect(text).not.toContain("/home/me");
  });

  test.each([
    ["where others kept cores busy", { busy: 0.4 }, /0\.40 cores busy/],
    ["of which nobody knows how busy the machine was", {}, /do not tell/],
  ])("%s is not published, unless that is allowed", async (_, header, message) => {
    const root = plantProject();
    plant(root, "one", "args/plain", { busy: 0 });
    plant(root, "two", "args/none", header);
    await expect(reportAgain(root, ["one", "two"], small)).rejects.toMatchObject({ code: "bench/noisy", message: expect.stringMatching(message) });
    expect(existsSync(join(root, "results/performance/small.md"))).toBe(false);
    expect((await reportAgain(root, ["one", "two"], undefined)).report.cells).toHaveLength(2);
    if ("busy" in header) expect((await reportAgain(root, ["one", "two"], { name: "small", most: 1 })).report.busy.before).toBe(0.4);
  });

  test("that did not come to its end, or of which there is nothing, is not published", async () => {
    const root = plantProject();
    plant(root, "one", "args/plain", { busy: 0 }, [], true);
    await expect(reportAgain(root, ["one"], small)).rejects.toMatchObject({ code: "bench/publish" });
    await expect(reportAgain(root, ["gone"], undefined)).rejects.toMatchObject({ exitCode: 2 });
    expect(existsSync(join(root, "results/performance/small.md"))).toBe(false);
  });
});
