import type { RuntimeTarget } from "./generated/runtime.ts";
import { satisfies, valid } from "./semver.ts";
import type { Capability } from "./words.ts";

/** Whether a rule for a range of releases holds for a version; what is no version is in no range. */
export const inRange = (version: string, range: string | undefined): boolean => range === undefined || (valid(version) !== null && satisfies(version, range));

/** Capabilities that a runtime claims for a target at a version. */
export const claimsAt = (target: Pick<RuntimeTarget, "claims">, version: string): readonly Capability[] =>
  target.claims.flatMap((claim) => {
    if (typeof claim === "string") return [claim];
    return inRange(version, claim.range) ? [claim.capability] : [];
  });

/** Whether a runtime claims a capability for a target at any version. */
export const claims = (target: Pick<RuntimeTarget, "claims">, capability: string): boolean =>
  target.claims.some((claim) => (typeof claim === "string" ? claim : claim.capability) === capability);
