import type { RuntimeTarget } from "./generated/runtime.ts";
import type { Socket } from "./generated/workload.ts";
import type { Capability } from "./words.ts";

/** The capability that a socket of a program takes. */
export const socketCapability = ({ kind, protocol }: Pick<Socket, "kind" | "protocol">): Capability => {
  if (protocol === "udp") return "udp";
  if (protocol === "http") return "http.serve";
  if (protocol === "tls") return kind === "listen" ? "tls.accept" : "tls.connect";
  return kind === "listen" ? "sockets.accept" : "sockets.connect";
};

/** Whether a runtime claims a capability for a target at any version. */
export const claims = (target: Pick<RuntimeTarget, "claims">, capability: string): boolean =>
  target.claims.some((claim) => (typeof claim === "string" ? claim : claim.capability) === capability);

/** Capabilities that a case needs and a lane does not claim. A lane that claims nothing of a target lacks even the end of a program. */
export const unclaimedOf = (needs: readonly Capability[], claims: readonly Capability[] | undefined): Capability[] =>
  needs.length === 0 && claims?.length === 0 ? ["exit-status"] : needs.filter((need) => !claims?.includes(need));
