import fc from "fast-check";
import { expect, test } from "vitest";
import type { Unavailable } from "../model/generated/journal.ts";
import { groupMissing } from "./missing.ts";

const line = (what: Unavailable["what"], id: string, reason: string): Unavailable => ({
  kind: "unavailable",
  worker: "w1",
  what,
  id,
  evidence: [{ name: reason, pass: false, hint: "mend it" }],
});

test("releases that are missing in one place for one reason are told once", () => {
  const found = groupMissing([
    line("lane", "a@2/snp:snp-vm-x86_64", "no device"),
    line("toolchain", "c/clang", "no network"),
    line("lane", "a@path:/x/y/snp:snp-vm-x86_64", "no device"),
    line("lane", "a@2/sgx:host-x86_64", "no device"),
    line("lane", "b@1/snp:snp-vm-x86_64", "does not start"),
    line("toolchain", "c/gcc", "no network"),
  ]);
  expect(found.map(({ what, name, count }) => `${what} ${count} ${name}`)).toEqual([
    "lane 2 snp:snp-vm-x86_64: a@2, a@path:/x/y",
    "toolchain 1 c/clang",
    "lane 1 a@2/sgx:host-x86_64",
    "lane 1 b@1/snp:snp-vm-x86_64",
    "toolchain 1 c/gcc",
  ]);
});

test("nothing that is missing is left out", () => {
  const lines = fc.array(
    fc.record({
      what: fc.constantFrom("lane" as const, "toolchain" as const),
      id: fc.constantFrom("a@1/x:host-m", "a@2/x:host-m", "a@1/y:host-m", "c/d"),
      reason: fc.constantFrom("r", "s"),
    }),
  );
  fc.assert(
    fc.property(lines, (all) => {
      const found = groupMissing(all.map(({ what, id, reason }) => line(what, id, reason)));
      expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
      for (const { id, reason } of all)
        expect(found.some(({ name, evidence }) => evidence[0]?.name === reason && name.includes(id.slice(0, id.lastIndexOf("/"))))).toBe(true);
    }),
  );
});
