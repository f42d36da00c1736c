import { printRelease } from "../model/ids.js";
import { byText } from "../model/record.js";
const isPartner = (own, other, keep) => other.keep === keep && other.variant === undefined && other.architecture === own.architecture && printRelease(other) === printRelease(own);
/** The Keeps that programs of a case name. */
export const keepsOf = ({ programs }) => [...new Set(Object.values(programs).flatMap(({ keep }) => keep ?? []))];
/**
 * The places of a case's roles that run in another Keep than `own`, by role: the same release there, on the same architecture,
 * without a variant. Undefined where the case has no cell in `own`: it has a variant, is of that Keep itself, or has no such
 * place beside it among `all`.
 */
export const partnersOf = (programs, own, all) => {
    const found = {};
    for (const [role, { keep }] of Object.entries(programs)) {
        if (keep === undefined)
            continue;
        if (own.lane.variant !== undefined || own.lane.keep === keep)
            return undefined;
        const [partner] = all.filter(({ lane }) => isPartner(own.lane, lane, keep)).sort((a, b) => byText(a.id, b.id));
        if (!partner)
            return undefined;
        found[role] = partner;
    }
    return found;
};
