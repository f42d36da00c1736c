import { expect, test } from "vitest";
import { cannotBuild, cannotIn } from "./cannot.ts";
import type { WorkloadManifest } from "./generated/workload.ts";

const reason = { why: "no", link: "https://example.org" };
const manifest: WorkloadManifest = {
  id: "x",
  title: "x",
  kind: "probe",
  about: "x",
  case: [{ id: "a", needs: [], expect: { exit: 0 } }],
  cannot: [
    { language: "js", toolchain: "quickjs", ...reason },
    { language: "go", ...reason },
  ],
};

test("what one toolchain cannot build, the language can", () => {
  expect(cannotIn(manifest, "js")).toBeUndefined();
  expect(cannotIn(manifest, "go")).toEqual({ language: "go", ...reason });
  expect(cannotIn({ ...manifest, cannot: [] }, "go")).toBeUndefined();
});

test("only the toolchain that is named cannot build, and its candidate", () => {
  const able = ["quickjs", "quickjs-candidate", "other", "undefined"].map((toolchain) => !cannotBuild({ manifest }, "js", toolchain));
  expect(able).toEqual([false, false, true, true]);
  expect(["go", "c"].map((language) => cannotBuild({ manifest }, language, "quickjs"))).toEqual([false, false]);
});
