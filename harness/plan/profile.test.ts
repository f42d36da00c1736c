import { expect, test } from "vitest";
import type { Case } from "../model/contract.ts";
import { parseFilter } from "./filter.ts";
import { isSampled, profiles } from "./profile.ts";

const cases = [
  { id: "of-another-target", targets: ["wasip2"] },
  { id: "first", targets: ["wasip1", "wasip2"] },
  { id: "second", targets: ["wasip1"] },
] as unknown as Case[];
const taken = (profile: keyof typeof profiles, kind: string, filter: string[] = []): string[] =>
  cases
    .filter((entry) =>
      isSampled(profiles[profile], parseFilter(filter), { workload: { manifest: { kind }, cases }, case: entry, id: { target: "wasip1" } } as never),
    )
    .map(({ id }) => id);

test("quick takes of an application the first case that its target has, and all where a filter asks", () => {
  expect(taken("quick", "application")).toEqual(["first"]);
  expect(taken("quick", "application", ["language=c"])).toHaveLength(3);
});

test("probes, trust programs and other profiles are never sampled", () => {
  expect(taken("quick", "probe")).toHaveLength(3);
  expect(taken("quick", "trust")).toHaveLength(3);
  for (const profile of ["full", "deep"] as const) expect(taken(profile, "application")).toHaveLength(3);
});
