/** Whether a runtime claims a capability for a target at any version. */
export const claims = (target, capability) => target.claims.some((claim) => (typeof claim === "string" ? claim : claim.capability) === capability);
/** Capabilities that a case needs and a lane does not claim. */
export const unclaimedOf = (needs, claims) => needs.filter((need) => !claims.includes(need));
