import { appendFileSync } from "node:fs";
import { expect, test } from "vitest";
import { plantProject, plantRun } from "../review/project.fixture.ts";
import { recordedTimes } from "./times.ts";

const cell = "args/none,zig/zig.wasip1";
const cases = new Set(["args/none"]);
const lane = (version: string): string => `wasmtime@${version}/nil:host-x86_64`;

test("a cell takes what the newest run of its track took, whatever its release; of others nothing is known", () => {
  const root = plantProject();
  expect(recordedTimes(root, cases).cell(`${cell},${lane("49.0.3")}`)).toBeUndefined();
  const path = plantRun(root, { [cell]: {} }, { lane: lane("49.0.3") });
  const times = recordedTimes(root, cases);
  expect(times.cell(`${cell},${lane("50.0.0")}`)).toBeTypeOf("number");
  expect(times.cell(`${cell},wazero@1.0.0/nil:host-x86_64`)).toBeUndefined();
  expect(recordedTimes(root, new Set(["args/some"])).cell(`${cell},${lane("49.0.3")}`)).toBeUndefined();
  // The artifacts of such a run are those of an earlier one.
  expect(times.build("args,zig/zig.wasip1")).toBeUndefined();
  appendFileSync(path, '{"kind":"artifact","build":"args,zig/zig.wasip1","reused":false,"milliseconds":2500}\n{"kind":"row","ce');
  expect(recordedTimes(root, cases).build("args,zig/zig.wasip1")).toBe(2.5);
});
