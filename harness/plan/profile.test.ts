import { expect, test } from "vitest";
import { parseFilter } from "./filter.ts";
import { isWanted, profiles } from "./profile.ts";

const wanted = (profile: keyof typeof profiles, kind: string, filter: string[] = []): boolean =>
  isWanted(profiles[profile], parseFilter(filter), { workload: { manifest: { kind } } } as never);

test("quick runs applications only where a filter asks; probes, trust programs and other profiles always", () => {
  expect(wanted("quick", "application")).toBe(false);
  expect(wanted("quick", "application", ["language=c"])).toBe(true);
  for (const kind of ["probe", "trust"]) expect(wanted("quick", kind)).toBe(true);
  for (const profile of ["full", "deep"] as const) expect(wanted(profile, "application")).toBe(true);
});
