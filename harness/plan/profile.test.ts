import { expect, test } from "vitest";
import { parseFilter } from "./filter.ts";
import { profiles, takesKind } from "./profile.ts";

const wanted = (profile: keyof typeof profiles, kind: Parameters<typeof takesKind>[2], filter: string[] = []): boolean =>
  takesKind(profiles[profile], parseFilter(filter), kind);

test("quick runs applications only where a filter asks; probes and other profiles always", () => {
  expect(wanted("quick", "application")).toBe(false);
  expect(wanted("quick", "application", ["language=c"])).toBe(true);
  expect(wanted("quick", "probe")).toBe(true);
  for (const profile of ["quick", "full", "deep"] as const) expect(wanted(profile, "trust")).toBe(false);
  for (const profile of ["full", "deep"] as const) expect(wanted(profile, "application")).toBe(true);
});
