import type { CapabilityCell, CapabilitySquare, CapabilityTable, Reason } from "../model/capabilities.ts";
import { byText } from "../model/record.ts";
import type { Capability } from "../model/words.ts";

/** What of the catalog tells of capabilities besides cells. */
export interface CapabilityGrounds {
  /** Languages with ports, in the order of the columns. */
  readonly languages: readonly string[];
  /** In the order of the rows. */
  readonly capabilities: readonly Capability[];
  /** How many cases need each. */
  readonly uses: ReadonlyMap<Capability, number>;
  /** Why no program of a language can have a capability in a lane. */
  readonly cannot: (language: string, capability: Capability, lane: string) => Reason | undefined;
}

/** A case needs several: what it failed by, or could not have, counts against the needs that the fewest cases have. */
export const rarest = (needs: readonly Capability[], uses: CapabilityGrounds["uses"]): readonly Capability[] => {
  const least = Math.min(...needs.map((need) => uses.get(need) ?? 0));
  return needs.filter((need) => (uses.get(need) ?? 0) === least);
};

const squareOf = (lane: string, capability: Capability, language: string, cells: readonly CapabilityCell[], grounds: CapabilityGrounds): CapabilitySquare => {
  const needing = cells.filter(({ needs }) => needs.includes(capability));
  const against = ({ needs }: Pick<CapabilityCell, "needs">): boolean => rarest(needs, grounds.uses).includes(capability);
  const passed = needing.filter(({ outcome, unproven }) => outcome.is === "pass" && !unproven.includes(capability)).length;
  const failed = needing.flatMap(({ cell, needs, outcome }) => (outcome.is === "fail" && against({ needs }) ? [{ cell, outcome }] : []));
  if (failed.length > 0) {
    const on = [...new Set(failed.map(({ outcome }) => outcome.on))].sort(byText);
    const known = failed.every(({ outcome }) => outcome.known !== undefined) ? failed[0]?.outcome.known : undefined;
    return { is: "fails", passed, failed: failed.length, on, known, cells: failed.map(({ cell }) => cell) };
  }
  if (passed > 0) return { is: "works", passed };
  for (const own of needing) {
    const { outcome } = own;
    if (outcome.is === "cannot" && (outcome.capability === undefined ? against(own) : outcome.capability === capability))
      return { is: "cannot", why: outcome.why, link: outcome.link };
  }
  if (needing.length > 0) return { is: "unknown" };
  const reason = grounds.cannot(language, capability, lane);
  return reason ? { is: "cannot", ...reason } : { is: "not-ported" };
};

/** Folds cells to what each language has of each capability, a table a lane, in order of the lanes' names. */
export const toCapabilities = (cells: readonly CapabilityCell[], sourceOf: (lane: string) => string, grounds: CapabilityGrounds): CapabilityTable[] =>
  [...Map.groupBy(cells, ({ lane }) => lane)]
    .sort(([a], [b]) => byText(a, b))
    .map(([lane, own]) => {
      const byLanguage = Map.groupBy(own, ({ language }) => language);
      const rows = grounds.capabilities.map((capability) => ({
        capability,
        squares: grounds.languages.map((language) => squareOf(lane, capability, language, byLanguage.get(language) ?? [], grounds)),
      }));
      return { lane, source: sourceOf(lane), languages: grounds.languages, rows };
    });
