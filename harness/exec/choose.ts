import { architecture } from "../host/machine.ts";
import { GatehouseError } from "../model/errors.ts";
import { type Lane, laneTarget, sharesFiles } from "../model/lane.ts";
import { resolveRuntime } from "../model/resolve.ts";
import type { Target } from "../model/words.ts";
import { type LaneCandidate, laneFacts } from "../plan/candidates.ts";
import { type Filter, parseFilter, selects } from "../plan/filter.ts";
import { laneProfile, laneTerm } from "../plan/lane-terms.ts";
import { laneCandidates } from "../plan/lanes.ts";
import { profiles } from "../plan/profile.ts";
import type { ProbeGround } from "../probe/ground.ts";
import { probeLane } from "../probe/probe-lane.ts";

const claimsOf = ({ catalog }: ProbeGround, target: Target, { runtime, release }: LaneCandidate): number => {
  const placed = catalog.runtimes.get(runtime);
  return placed ? (resolveRuntime(placed.manifest, placed.releases, release.version).target[target]?.claims.length ?? 0) : 0;
};

const candidatesOf = (ground: ProbeGround, terms: readonly string[], filter: Filter, target: Target): LaneCandidate[] => {
  const said = terms.length > 0;
  const profile = said ? laneProfile(terms) : profiles.quick;
  const all = laneCandidates(ground.catalog, profile, filter, architecture()).filter((candidate) => said || !candidate.release.optional);
  const leaks = ({ runtime }: LaneCandidate): number => (ground.catalog.runtimes.get(runtime)?.manifest.leaks === undefined ? 0 : 1);
  return all
    .filter((each) => claimsOf(ground, target, each) > 0)
    .sort((a, b) => leaks(a) - leaks(b) || claimsOf(ground, target, b) - claimsOf(ground, target, a));
};

/**
 * The lane for a program of this target that a user names by runtime, release or text. Without a name it is of the profile quick, for others
 * would be fetched first: engines whose sandbox is known to leak come last, and the one whose manifest claims most first. Lanes that are not
 * here are passed over. Throws a GatehouseError where the name is empty or none is left, and where files of this machine are out of its reach.
 */
export const chooseLane = async (ground: ProbeGround, said: string | undefined, target: Target): Promise<Lane> => {
  if (said === "") throw new GatehouseError("exec/lane", "a lane has no name", { hint: "name one by `--lane`, or leave that out" });
  const terms = said === undefined ? [] : [laneTerm(said)];
  const filter = parseFilter(terms);
  const candidates = candidatesOf(ground, terms, filter, target);
  const missing: string[] = [];
  for (const candidate of candidates) {
    const state = await probeLane(ground, candidate);
    // Some candidates tell only here what their lane's text is.
    if ("runtime" in state && laneTarget(state, target) && selects(filter, laneFacts(state.id))) {
      if (sharesFiles(state.id)) return state;
      throw new GatehouseError("exec/machine", `${state.text} is a machine of its own`, { hint: "name a lane of the bare machine: its files are yours" });
    }
    if ("evidence" in state) missing.push(...state.evidence.filter(({ pass }) => !pass).map(({ name, hint }) => `${state.id}: ${name}: ${hint}`));
  }
  throw new GatehouseError("exec/no-lane", said === undefined ? `no lane here runs ${target}` : `no lane here is ${JSON.stringify(said)} and runs ${target}`, {
    hint: missing.length > 0 ? "this is missing:" : "a lane goes by its runtime, its release or its text; `gatehouse doctor` lists them",
    more: missing,
    exitCode: missing.length > 0 ? 3 : 2,
  });
};
