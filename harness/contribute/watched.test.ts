import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseFilter } from "../plan/filter.ts";
import { plantProject, put } from "../review/project.fixture.ts";
import { watchedTerms } from "./watched.ts";

const root = plantProject();
put(join(root, "workloads/args/zig.wasip2/main.zig"), "");
put(join(root, "workloads/args/expected/out.txt"), "");
symlinkSync(join(root, "workloads/args/zig"), join(root, "by-link"));

test.each([
  ["workloads/args", "workloads/args", ["workload=args"]],
  ["workloads/args/zig", "workloads/args/zig", ["workload=args", "language=zig"]],
  ["workloads/args/zig/main.zig", "workloads/args/zig", ["workload=args", "language=zig"]],
  ["workloads/args/zig.wasip2", "workloads/args/zig.wasip2", ["workload=args", "language=zig", "target=wasip2"]],
  // What cases compare with belongs to all ports.
  ["workloads/args/expected", "workloads/args", ["workload=args"]],
  ["by-link", "workloads/args/zig", ["workload=args", "language=zig"]],
  ["workloads/../workloads/args/", "workloads/args", ["workload=args"]],
])("%s is watched as %s, and its cells are those of %j", async (said, folder, terms) => {
  expect(await watchedTerms(root, join(root, said))).toEqual({ folder: join(root, folder), terms });
  expect(() => parseFilter(terms)).not.toThrow();
});

test.each(["languages/zig", "harness/runtimes/wasmtime", "workloads", "languages"])("%s is neither a port nor a workload", async (said) => {
  await expect(watchedTerms(root, join(root, said))).rejects.toMatchObject({ code: "watch/what", exitCode: 2, hint: expect.stringMatching(/./) });
});

test("a folder that is not there, or is another's, is told", async () => {
  await expect(watchedTerms(root, join(root, "workloads/nothing"))).rejects.toMatchObject({ code: "check/no-such-path" });
  await expect(watchedTerms(root, "/")).rejects.toMatchObject({ code: "check/no-such-path" });
});
