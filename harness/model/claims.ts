import type { RuntimeTarget } from "./generated/runtime.ts";
import type { Capability } from "./words.ts";

/** Whether a runtime claims a capability for a target at any version. */
export const claims = (target: Pick<RuntimeTarget, "claims">, capability: string): boolean =>
  target.claims.some((claim) => (typeof claim === "string" ? claim : claim.capability) === capability);

/** Capabilities that a case needs and a lane does not claim. A lane that claims nothing of a target lacks even the end of a program. */
export const unclaimedOf = (needs: readonly Capability[], claims: readonly Capability[] | undefined): Capability[] =>
  needs.length === 0 && claims?.length === 0 ? ["exit-status"] : needs.filter((need) => !claims?.includes(need));
