import type { Case } from "../model/contract.ts";
import { type LaneId, printRelease } from "../model/ids.ts";
import { byText } from "../model/record.ts";

const isPartner = (own: LaneId, other: LaneId, keep: string): boolean =>
  other.keep === keep && other.variant === undefined && other.architecture === own.architecture && printRelease(other) === printRelease(own);

/** The Keeps that programs of a case name. */
export const keepsOf = ({ programs }: Pick<Case, "programs">): string[] => [...new Set(Object.values(programs).flatMap(({ keep }) => keep ?? []))];

/**
 * The places of a case's roles that run in another Keep than `own`, by role: the same release there, on the same architecture,
 * without a variant. Undefined where the case has no cell in `own`: it has a variant, is of that Keep itself, or has no such
 * place beside it among `all`.
 */
export const partnersOf = <P extends { readonly id: string; readonly lane: LaneId }>(
  programs: Readonly<Record<string, { readonly keep?: string }>>,
  own: P,
  all: readonly P[],
): Readonly<Record<string, P>> | undefined => {
  const found: Record<string, P> = {};
  for (const [role, { keep }] of Object.entries(programs)) {
    if (keep === undefined) continue;
    if (own.lane.variant !== undefined || own.lane.keep === keep) return undefined;
    const [partner] = all.filter(({ lane }) => isPartner(own.lane, lane, keep)).sort((a, b) => byText(a.id, b.id));
    if (!partner) return undefined;
    found[role] = partner;
  }
  return found;
};
