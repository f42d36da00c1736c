import { expect, test } from "vitest";
import type { ReleaseRecord } from "../model/record.ts";
import { type HeldRecord, toHistories } from "./history.ts";
import { toRecords } from "./publish.ts";
import { madeRun, type Told } from "./run.fixture.ts";

const failed: Told = { verdict: { is: "fail", cause: "exit", detail: "" } };
const record = (version: string, told: Readonly<Record<string, Told>>, variant = ""): HeldRecord => {
  const run = madeRun(told, { lane: `w@${version}${variant}/nil:host-x86_64` });
  return { header: (toRecords(run)[0] as ReleaseRecord).header, cells: run.cells };
};

test("a history has a track's releases by version, what each language passed, and no trust cells", () => {
  const histories = toHistories([
    record("10.0.0", { "x/a,c/cc.wasip1": {}, "x/b,c/cc.wasip1": failed, "x/c,c/cc.wasip1": { state: "inexpressible", why: "" } }),
    record("9.1.0", { "x/a,c/cc.wasip1": {}, "x/a,c/other.wasip2": {}, "x/a,zig/zig.wasip1": failed }),
    record("9.1.0", { "x/a,c/cc.wasip1": {} }, "+fast"),
  ]);
  expect(histories).toMatchObject([
    { track: "w+fast/nil:host-x86_64", languages: ["c"], releases: [{ version: "9.1.0", scores: [{ passed: 1, total: 1, known: 0 }] }] },
    {
      track: "w/nil:host-x86_64",
      machine: { id: "0123456789ab", cpu: "CPU", cores: 2 },
      languages: ["c", "zig"],
      releases: [
        {
          version: "9.1.0",
          day: "2026-01-01",
          scores: [
            { passed: 2, total: 2 },
            { passed: 0, total: 1 },
          ],
        },
        { version: "10.0.0", scores: [{ passed: 1, total: 2, known: 0 }, undefined] },
      ],
    },
  ]);
});
