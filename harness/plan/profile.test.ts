import { expect, test } from "vitest";
import type { Workload } from "../model/catalog.ts";
import { parseFilter } from "./filter.ts";
import { type Profile, profiles, takesCase, takesLanguage } from "./profile.ts";

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

test("quick leaves out languages of tier 3 unless a filter names them; other profiles take all", () => {
  const facts = { language: "ada", toolchain: ["gnat", "ada/gnat"], target: "wasip1", route: "ada/gnat.wasip1", port: "args/ada" };
  const takes = (profile: Profile, tier: string, filter: string[] = []): boolean => takesLanguage(profile, parseFilter(filter), { ...facts, tier });
  const { quick, full, deep } = profiles;
  expect(["1", "2", "3"].map((tier) => takes(quick, tier))).toEqual([true, true, false]);
  for (const term of ["ada", "language=c,ada", "toolchain=gnat", "route=ada/*", "port=args/ada", "tier=3", "gnat", "args/plain,ada/*,*"])
    expect(takes(quick, "3", [term]), term).toBe(true);
  for (const term of ["args", "language=c", "workload=args", "runtime=wasmtime", "args/plain,*", "args/plain,c/*,*", "tier=2", "3"])
    expect(takes(quick, "3", [term]), term).toBe(false);
  for (const profile of [full, deep]) expect(takes(profile, "3")).toBe(true);
});
