import type { Case } from "../model/contract.ts";
import { type LaneId, printRelease } from "../model/ids.ts";
import type { Lane } from "../model/lane.ts";
import { byText } from "../model/record.ts";

const isPartner = (own: LaneId, other: LaneId, keep: string): boolean =>
  other.keep === keep && other.variant === undefined && other.architecture === own.architecture && printRelease(other) === printRelease(own);

/** The Keeps that programs of a case name. */
export const keepsOf = ({ programs }: Case): string[] => [...new Set(Object.values(programs).flatMap(({ keep }) => keep ?? []))];

/**
 * The lanes of a case's roles that run in another Keep than `own`, by role: the same release there, on the same architecture,
 * without a variant. Undefined where the case has no cell in `own`, which has a variant, is of that Keep itself, or has no such
 * lane beside it among `all`.
 */
export const elsewhereOf = (entry: Case, own: Lane, all: readonly Lane[]): Readonly<Record<string, Lane>> | undefined => {
  const found: Record<string, Lane> = {};
  for (const [role, { keep }] of Object.entries(entry.programs)) {
    if (keep === undefined) continue;
    if (own.id.variant !== undefined || own.id.keep === keep) return undefined;
    const [partner] = all.filter(({ id }) => isPartner(own.id, id, keep)).sort((a, b) => byText(a.text, b.text));
    if (!partner) return undefined;
    found[role] = partner;
  }
  return found;
};
