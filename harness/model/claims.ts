import type { RuntimeTarget } from "./generated/runtime.ts";

/** Whether a runtime claims a capability for a target at any version. */
export const claims = (target: Pick<RuntimeTarget, "claims">, capability: string): boolean =>
  target.claims.some((claim) => (typeof claim === "string" ? claim : claim.capability) === capability);
