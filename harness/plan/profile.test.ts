import fc from "fast-check";
import { expect, test } from "vitest";
import type { Workload } from "../model/catalog.ts";
import { parseFilter } from "./filter.ts";
import { type Profile, profiles, sampleOf, takesCase } from "./profile.ts";

const workload = (kind: Workload["manifest"]["kind"], bench?: boolean): Workload =>
  ({ manifest: { id: "w", kind, case: [{ id: "a", ...(bench === undefined ? {} : { bench }) }] } }) as unknown as Workload;

const wanted = (profile: Profile, own: Workload, filter: string[] = []): boolean => takesCase(profile, parseFilter(filter), own, "a");

test("quick runs an application only where a filter names it; probes and other profiles always", () => {
  const { quick, full, deep } = profiles;
  expect(wanted(quick, workload("application"))).toBe(false);
  for (const term of ["w", "workload=w", "case=w/a", "w/*", "kind=application", "w/a,*", "w*,c/*,*"])
    expect(wanted(quick, workload("application"), [term]), term).toBe(true);
  for (const term of ["language=c", "runtime=x", "case=a", "a", "x", "w/b", "*,c/*,*", "kind=probe", "port=w/c"])
    expect(wanted(quick, workload("application"), [term]), term).toBe(false);
  expect(wanted(quick, workload("probe"))).toBe(true);
  for (const profile of [quick, full, deep]) expect(wanted(profile, workload("trust"))).toBe(false);
  for (const profile of [full, deep]) expect(wanted(profile, workload("application"))).toBe(true);
});

test("what is measured: every case of a benchmark, and of others those that say so", () => {
  const measuring = { ...profiles.full, measured: true };
  expect(wanted(measuring, workload("benchmark"))).toBe(true);
  expect(wanted(measuring, workload("application"))).toBe(false);
  expect(wanted(measuring, workload("application"), ["workload=a"])).toBe(false);
  expect(wanted(measuring, workload("application", true))).toBe(true);
  expect(wanted(measuring, workload("trust"))).toBe(false);
});

test("a sample needs all that its cases need, and each case of it adds a capability", () => {
  const capabilities = ["args", "env", "stdin", "poll"] as const;
  fc.assert(
    fc.property(fc.array(fc.subarray([...capabilities]), { minLength: 1, maxLength: 8 }), (needs) => {
      const cases = needs.map((each, index) => ({ id: String(index), needs: each }));
      const taken = cases.filter(({ id }) => sampleOf(cases).includes(id));
      const shown = (some: readonly { readonly needs: readonly string[] }[]): Set<string> => new Set(some.flatMap((each) => each.needs));
      expect(shown(taken)).toEqual(shown(cases));
      expect(taken[0]).toBe(cases[0]);
      for (const [index, { needs: own }] of taken.entries()) if (index > 0) expect(own.some((each) => !shown(taken.slice(0, index)).has(each))).toBe(true);
    }),
  );
});
