import type { Change, ChangedCell, Decision } from "../model/change.ts";
import { candidateSuffix, printLane, printRelease, printRoute } from "../model/ids.ts";
import type { Policy } from "../model/policy.ts";
import { byVersion, valid } from "../model/semver.ts";
import { byTelling } from "../model/telling.ts";
import type { Blame } from "../model/words.ts";
import type { GateCell } from "./cell.ts";
import { compare, passed } from "./compare.ts";
import { countMissing, unmet, type Wanted } from "./demand.ts";
import { distrusted, headline } from "./headline.ts";
import { sentences } from "./sentences.ts";

/** What is decided on, and by what. */
export interface Question {
  readonly candidate: string;
  readonly baseline: string;
  readonly run: string;
  readonly policy: Policy;
  /** YYYY-MM-DD: what is ignored until an earlier day counts. */
  readonly today: string;
  /** Whose fault a failing cell of the candidate is. */
  readonly blame: (cell: GateCell) => Blame;
  /** What was wanted of toolchains, those included that are not here. */
  readonly wanted: readonly Wanted[];
  /** Whether everything that was planned has come to its end. */
  readonly complete: boolean;
}

// Releases and toolchains differ from side to side: that is what is on trial.
const subjectOf = ({ id }: GateCell): string => {
  const toolchain = id.toolchain.endsWith(candidateSuffix) ? id.toolchain.slice(0, -candidateSuffix.length) : id.toolchain;
  const track = printLane(id.lane).replace(printRelease(id.lane), id.lane.runtime);
  return `${id.workload}/${id.case},${printRoute({ ...id, toolchain })},${track}`;
};

const isIgnored = (cell: GateCell, { policy, today }: Question): boolean => policy.ignored.some((each) => each.until >= today && each.pattern.test(cell.text));

// An unpublished candidate is newer than any release.
const hasSince = (version: string, since: string): boolean => valid(version) === null || byVersion(version, since) >= 0;

/** Why the policy lives with the loss of a cell; undefined where it does not. */
const acceptedLoss = (before: GateCell | undefined, after: GateCell | undefined, { policy }: Question): string | undefined => {
  if (!before || after?.state.is !== "judged") return undefined;
  const { verdict } = after.state;
  const isThis = (loss: Policy["accepted"][number]["loss"]): boolean =>
    "capability" in loss ? verdict.is === "unsupported" && verdict.capability === loss.capability : verdict.is === "fail" && verdict.cause === loss.cause;
  const entry = policy.accepted.find(
    ({ pattern, since, loss }) =>
      pattern.test(after.text) && isThis(loss) && !hasSince(before.id.lane.version, since) && hasSince(after.id.lane.version, since),
  );
  return entry && `accepted on ${entry.day}, since ${entry.since}: ${entry.reason}`;
};

// What is not known of the candidate cannot be let through; nor what failed and cannot be compared.
const refuses = (change: Change, before: GateCell | undefined, after: GateCell | undefined, policy: Policy): boolean => {
  switch (change.is) {
    case "regressed":
      return true;
    case "changed":
      return policy.changed === "refuse";
    case "unsure":
      return after !== undefined && !passed(after.state);
    case "incomparable":
      return before !== undefined && passed(before.state) && after !== undefined && !passed(after.state);
    case "added":
      return after !== undefined && fails(after);
    default:
      return false;
  }
};

// What the baseline never had may be a thing that the candidate lacks, with proof; a failure that nobody knows of is one.
const fails = ({ state, known }: GateCell): boolean =>
  !known && !passed(state) && state.is !== "inexpressible" && !(state.is === "judged" && state.verdict.is === "unsupported");

const toChangedCell = (subject: string, before: GateCell | undefined, after: GateCell | undefined, question: Question): ChangedCell => {
  const cell = (after ?? before) as GateCell;
  const change = compare(before, after, cell.compared);
  const accepted = change.is === "regressed" ? acceptedLoss(before, after, question) : undefined;
  const isFree = accepted !== undefined || isIgnored(cell, question);
  const gates = refuses(change, before, after, question.policy) && question.policy.tiers.includes(cell.tier) && !isFree;
  const worse =
    change.is === "regressed" || change.is === "unsure" || change.is === "incomparable" || (change.is === "added" && after !== undefined && fails(after));
  const blame = worse && after && !passed(after.state) ? question.blame(after) : undefined;
  return {
    subject,
    language: cell.id.language,
    tier: cell.tier,
    change,
    cell: cell.text,
    blame: blame?.on ?? (change.is === "regressed" ? "undetermined" : undefined),
    evidence: blame?.because ?? [],
    ...(blame?.on === "undetermined" ? { run: blame.run } : {}),
    ...(accepted === undefined ? {} : { accepted }),
    gates,
  };
};

const refusalsOf = (changes: readonly ChangedCell[], before: readonly GateCell[], after: readonly GateCell[], question: Question): string[] => {
  const { policy, candidate, baseline } = question;
  const of = (is: Change["is"]): number => changes.filter((each) => each.gates && each.change.is === is).length;
  const counted = (["regressed", "unsure", "incomparable", "changed", "added"] as const).flatMap((is) =>
    of(is) > 0 ? [`${of(is)} ${is}${is === "added" ? " and failing" : ""}`] : [],
  );
  const good = (cells: readonly GateCell[]): GateCell[] => cells.filter((cell) => passed(cell.state));
  const absent = policy.keeps.filter((keep) => !good(after).some(({ id }) => id.lane.keep === keep));
  const first = headline(changes, after);
  const refusing = new Set(changes.filter(({ gates }) => gates).map(({ cell }) => cell));
  return [
    ...distrusted(after.filter(({ text }) => refusing.has(text))),
    ...(first === undefined ? [] : [first]),
    ...unmet(question.wanted, after, policy),
    ...(counted.length > 0 ? [counted.join(", ")] : []),
    ...absent.map((keep) => `nothing of ${candidate} passed in the required Keep ${keep}`),
    ...(good(before).length === 0 ? [`nothing passed on the baseline ${baseline}`] : []),
    ...(question.complete ? [] : ["the run did not come to its end"]),
  ];
};

/**
 * Decides on a candidate: each case by each route in each track, before and after. A candidate of which nothing is known
 * is not accepted. Pure and total.
 */
export const decide = (question: Question, before: readonly GateCell[], after: readonly GateCell[]): Decision => {
  const byBefore = new Map(before.map((cell) => [subjectOf(cell), cell]));
  const byAfter = new Map(after.map((cell) => [subjectOf(cell), cell]));
  const all = [...new Set([...byBefore.keys(), ...byAfter.keys()])].sort().map((text) => {
    const [old, now] = [byBefore.get(text), byAfter.get(text)];
    const { needs, size } = (now ?? old) as GateCell;
    return { text, needs, size, changed: toChangedCell(text, old, now, question) };
  });
  // What refuses stands first, and of that what explains most.
  const [refusing, others] = [all.filter(({ changed }) => changed.gates), all.filter(({ changed }) => !changed.gates)];
  const changes = [...byTelling(refusing), ...others].map(({ changed }) => changed);
  const counts: Record<Change["is"], number> = { same: 0, fixed: 0, changed: 0, regressed: 0, added: 0, removed: 0, incomparable: 0, unsure: 0 };
  for (const { change } of changes) counts[change.is]++;
  const refusals = refusalsOf(changes, before, after, question);
  const { candidate, baseline, run } = question;
  return {
    candidate,
    baseline,
    run,
    accepted: refusals.length === 0,
    refusals,
    counts,
    missing: countMissing(question.wanted),
    changes,
    sentences: sentences(candidate, after),
  };
};
