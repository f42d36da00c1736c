import { tmpdir } from "node:os";
import { expect, test, vi } from "vitest";
import { type Step, walk } from "./walk.ts";

const ground = { cwd: tmpdir(), env: { PATH: process.env["PATH"] ?? "" } };
const printing = (text: string, more: Partial<Step> = {}): Step => ({ command: ["printf", text], ...more });

test.each([
  ["lines in their order", printing("one\\ntwo\\n", { says: [/^one$/, /^two$/] }), { passed: 1, failed: 0 }],
  ["a line that is not there", printing("one\\n", { says: [/^two$/] }), { passed: 0, failed: 1 }],
  ["lines in another order", printing("two\\none\\n", { says: [/^one$/, /^two$/] }), { passed: 0, failed: 1 }],
  ["one line that two patterns fit", printing("one\\n", { says: [/one/, /one/] }), { passed: 0, failed: 1 }],
  ["another exit code", printing("one\\n", { exit: 1 }), { passed: 0, failed: 1 }],
  ["what must not be there", printing("a warning\\n", { never: /warning/ }), { passed: 0, failed: 1 }],
  ["a program that is not there", { command: ["no-such-program"] }, { passed: 0, failed: 1 }],
] as const)("a step with %s", async (_, step, walked) => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  expect(await walk("a walk", [step], ground)).toEqual(walked);
  log.mockRestore();
});

test("a walk ends at the first step that fails", async () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  expect(await walk("a walk", [printing("one"), printing("one", { exit: 3 }), printing("one")], ground)).toEqual({ passed: 1, failed: 1 });
  expect(await walk("a walk", [printing("one", { says: [/one/] })], { ...ground, by: ["env"] })).toEqual({ passed: 1, failed: 0 });
  log.mockRestore();
});
