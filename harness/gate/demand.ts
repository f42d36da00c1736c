import type { Policy } from "../model/policy.ts";
import type { GateCell } from "./cell.ts";
import { isUnbuilt } from "./compare.ts";

/** What a gate wants of one toolchain for one target, whether this machine has it or not. */
export interface Wanted {
  readonly language: string;
  readonly toolchain: string;
  readonly target: string;
  readonly tier: 1 | 2 | 3;
  /** Cells of the candidate that it would have made; 0 where nobody knows. */
  readonly cells: number;
  /** Why it is not here; undefined where it is. */
  readonly missing: string | undefined;
}

/** Cells of the candidate that were wanted, and that no toolchain was here for. */
export const countMissing = (wanted: readonly Wanted[]): number => wanted.reduce((sum, { missing, cells }) => sum + (missing === undefined ? 0 : cells), 0);

const whyOf = (own: readonly Wanted[]): string =>
  own
    .filter(({ missing }) => missing !== undefined)
    .map(({ language, toolchain, missing }) => `${language}/${toolchain} is not here: ${missing}`)
    .join("; ") || "none of its programs was built";

/** Why a candidate is refused for what the policy demands and nobody has seen: a language of its tiers, for a target that was to be tried. */
export const unmet = (wanted: readonly Wanted[], after: readonly GateCell[], { tiers }: Pick<Policy, "tiers">): string[] => {
  const seen = new Set(after.filter(({ state }) => !isUnbuilt(state)).map(({ id }) => `${id.language} for ${id.target}`));
  const demanded = Map.groupBy(
    wanted.filter(({ tier }) => tiers.includes(tier)),
    ({ language, target }) => `${language} for ${target}`,
  );
  return [...demanded].filter(([name]) => !seen.has(name)).map(([name, own]) => `nothing of ${name} was tested: ${whyOf(own)}`);
};
