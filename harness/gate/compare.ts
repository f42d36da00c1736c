import type { Both, Change } from "../model/change.ts";
import type { Observation, Verdict } from "../model/generated/journal.ts";
import { type LaneId, printTrack } from "../model/ids.ts";
import type { CellState } from "../model/words.ts";

/** What of a cell is held against the other release's. */
export interface Side {
  readonly state: CellState;
  readonly observation: Observation | undefined;
  readonly artifact: string | undefined;
  /** The lanes of its roles that ran in another Keep, by role. */
  readonly elsewhere?: Readonly<Record<string, LaneId>> | undefined;
  /** Digest of what the case is held against; undefined where the record is too old to tell. */
  readonly contract?: string | undefined;
}

/** What must be the same on both sides: the streams that the contract does not leave free, and the artifact unless a toolchain is on trial. */
export interface Compared {
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly artifact: boolean;
}

const describeVerdict = (verdict: Verdict): string => {
  switch (verdict.is) {
    case "pass":
      return "pass";
    case "fail":
      return `fail by ${verdict.cause}: ${verdict.detail}`;
    case "unsupported":
      return `unsupported: ${verdict.capability} (${verdict.proof})`;
    case "broken":
      return `broken at ${verdict.stage}: ${verdict.detail}`;
  }
};

/** A cell's state in words. */
export const describe = (state: CellState): string => {
  switch (state.is) {
    case "judged":
      return describeVerdict(state.verdict);
    case "inexpressible":
      return `inexpressible: ${state.why}`;
    case "untrusted":
      return `untrusted: ${state.because}`;
    case "lost":
      return "lost";
  }
};

/** Whether a cell passed. */
export const passed = (state: CellState): boolean => state.is === "judged" && state.verdict.is === "pass";

/** What both sides of a cell are that say the same. */
const bothOf = (state: CellState): Both => {
  if (state.is !== "judged") return "not-tested";
  const { verdict } = state;
  if (verdict.is === "fail") return verdict.cause === "build" ? "not-built" : "fail";
  return verdict.is === "broken" ? "not-tested" : verdict.is;
};

/** Whether no program of a cell came to be. */
export const isUnbuilt = (state: CellState): boolean =>
  state.is === "judged" && (state.verdict.is === "broken" ? state.verdict.stage === "build" : bothOf(state) === "not-built");

// What tells nothing of the program: nobody knows how it would have ended.
const unknown = (state: CellState): boolean => state.is === "lost" || state.is === "untrusted" || (state.is === "judged" && state.verdict.is === "broken");

// Two that did not pass are the same where they say the same; how far a stream got is not compared.
const signature = (state: CellState): string => {
  if (state.is !== "judged") return state.is;
  return state.verdict.is === "fail" ? `fail ${state.verdict.cause}` : state.verdict.is;
};

const differ = (a: string | undefined, b: string | undefined): boolean => a !== undefined && b !== undefined && a !== b;

// Where its roles ran that ran in another Keep, whatever the release.
const placesOf = ({ elsewhere }: Side): string | undefined =>
  elsewhere &&
  Object.entries(elsewhere)
    .map(([role, lane]) => `${role} ${printTrack(lane)}`)
    .sort()
    .join();

/** The first stream that both sides were to have the same and have not; undefined where there is none. */
export const changedStream = (before: Side, after: Side, compared: Compared): "stdout" | "stderr" | undefined =>
  (["stdout", "stderr"] as const).find((name) => compared[name] && before.observation?.[name].digest !== after.observation?.[name].digest);

/**
 * Before × after, one total function. What passed before and does not now is a regression, whatever took its place: a
 * failure, a loss, a capability that is gone. What is not known on the one side that matters is never "same".
 */
export const compare = (before: Side | undefined, after: Side | undefined, compared: Compared): Change => {
  if (!before)
    return after
      ? { is: "added", ...(passed(after.state) ? {} : { detail: `not on the baseline, now ${describe(after.state)}` }) }
      : { is: "same", both: "not-tested" };
  if (!after) return passed(before.state) ? { is: "regressed", detail: "passed, and is not there now" } : { is: "removed" };
  if (differ(before.contract, after.contract)) return { is: "incomparable", moved: "contract" };
  if (compared.artifact && differ(before.artifact, after.artifact)) return { is: "incomparable", moved: "artifact" };
  if (differ(placesOf(before), placesOf(after))) return { is: "incomparable", moved: "keep" };
  if (passed(before.state)) {
    if (!passed(after.state)) return { is: "regressed", detail: `passed, now ${describe(after.state)}` };
    const stream = changedStream(before, after, compared);
    return stream ? { is: "changed", detail: `both pass, but ${stream} is another` } : { is: "same", both: "pass" };
  }
  if (unknown(before.state) || unknown(after.state)) return { is: "unsure", detail: `${describe(before.state)}, now ${describe(after.state)}` };
  if (passed(after.state)) return { is: "fixed", detail: `${describe(before.state)}, now pass` };
  if (signature(before.state) === signature(after.state)) return { is: "same", both: bothOf(after.state), detail: describe(after.state) };
  return { is: "changed", detail: `${describe(before.state)}, now ${describe(after.state)}` };
};
