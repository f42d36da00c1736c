import type { Change, ChangedCell, Decision } from "../model/change.ts";
import { type CellId, printRoute } from "../model/ids.ts";
import type { Blame, Capability } from "../model/words.ts";
import { type Compared, compare, type Side } from "./compare.ts";

/** A cell as the gate takes it, with what the catalog says of it. */
export interface GateCell extends Side {
  readonly text: string;
  readonly id: CellId;
  readonly compared: Compared;
  readonly tier: 1 | 2 | 3;
  readonly needs: readonly Capability[];
}

/** Which regressions decide. */
export interface Policy {
  /** Tiers of languages whose regressions refuse a candidate. */
  readonly tiers: readonly number[];
}

const subjectOf = (cell: GateCell): string => `${cell.id.workload}/${cell.id.case},${printRoute(cell.id)}`;

const passes = (cell: GateCell): boolean => cell.state.is === "judged" && cell.state.verdict.is === "pass";

// The artifact is the same on both sides: what passed on the baseline and fails on the candidate is the candidate's doing.
// Other runtimes that pass as well, or fail as well, are told as further evidence.
const blameOf = (
  change: Change,
  before: GateCell | undefined,
  after: GateCell | undefined,
  others: readonly GateCell[],
): { blame: Blame["on"] | undefined; evidence: string[] } => {
  if (change.is !== "regressed" || !after) return { blame: change.is === "regressed" ? "undetermined" : undefined, evidence: [] };
  if (after.state.is === "lost") return { blame: "harness", evidence: ["the candidate's cell has no row"] };
  if (after.state.is === "judged" && after.state.verdict.is === "broken")
    return { blame: "harness", evidence: [`the harness broke at ${after.state.verdict.stage}`] };
  const told = others.map((other) => `${passes(other) ? "passes" : "does not pass"} in ${other.id.lane.runtime}@${other.id.lane.version}`);
  return { blame: "runtime", evidence: [...(before ? [`the same artifact passes on the baseline`] : []), ...told] };
};

// A case needs several capabilities; where it fails, the one that the fewest cases need is the one that it is about.
const aboutOf = (cells: readonly GateCell[]): ((cell: GateCell) => Capability | undefined) => {
  const uses = new Map<Capability, number>();
  for (const cell of cells) for (const need of cell.needs) uses.set(need, (uses.get(need) ?? 0) + 1);
  return (cell) => [...cell.needs].sort((a, b) => (uses.get(a) ?? 0) - (uses.get(b) ?? 0))[0];
};

const reasonOf = (failing: GateCell): string => {
  const { state } = failing;
  const why = state.is !== "judged" ? state.is : state.verdict.is === "fail" ? state.verdict.detail : state.verdict.is;
  return `${failing.id.workload}/${failing.id.case}: ${why.split("\n")[0]}`;
};

const sentence = (language: string, release: string, keep: string, cells: readonly GateCell[]): string => {
  const about = aboutOf(cells);
  const reasons = new Map<string, string>();
  for (const cell of cells.filter((each) => !passes(each))) {
    const capability = about(cell) ?? "nothing in particular";
    if (!reasons.has(capability)) reasons.set(capability, reasonOf(cell));
  }
  const works = [...new Set(cells.flatMap((cell) => cell.needs))].filter((need) => !reasons.has(need)).sort();
  const good = works.length > 0 ? `using ${works.join(", ")} are expected to work` : "are not expected to work";
  const bad = [...reasons].map(([capability, reason]) => `${capability} (${reason})`).join("; ");
  return `Applications written in ${language} ${good} on ${release} in ${keep}${bad ? `; not: ${bad}` : ""}.`;
};

/**
 * Decides on a candidate: each case by each route, before and after, on the same artifacts in one run. `others` are cells
 * of further runtimes, which only serve as evidence. A candidate of which nothing is known is not accepted.
 */
export const decide = (
  names: { readonly candidate: string; readonly baseline: string; readonly run: string },
  before: readonly GateCell[],
  after: readonly GateCell[],
  others: readonly GateCell[],
  policy: Policy,
): Decision => {
  const byBefore = new Map(before.map((cell) => [subjectOf(cell), cell]));
  const byAfter = new Map(after.map((cell) => [subjectOf(cell), cell]));
  const changes = [...new Set([...byBefore.keys(), ...byAfter.keys()])].sort().map((subject): ChangedCell => {
    const [old, now] = [byBefore.get(subject), byAfter.get(subject)];
    const cell = (now ?? old) as GateCell;
    const change = compare(old, now, cell.compared);
    const siblings = others.filter((other) => subjectOf(other) === subject);
    // What is not known of the candidate cannot be let through either.
    const decides = change.is === "regressed" || (change.is === "unsure" && now !== undefined && !passes(now));
    return {
      subject,
      language: cell.id.language,
      tier: cell.tier,
      change,
      cell: cell.text,
      ...blameOf(change, old, now, siblings),
      gates: decides && policy.tiers.includes(cell.tier),
    };
  });
  const counts: Record<Change["is"], number> = { same: 0, fixed: 0, changed: 0, regressed: 0, added: 0, removed: 0, incomparable: 0, unsure: 0 };
  for (const { change } of changes) counts[change.is]++;
  const languages = [...new Set(after.map((cell) => cell.id.language))].sort();
  const sentences = languages.map((language) => {
    const own = after.filter((cell) => cell.id.language === language);
    return sentence(language, names.candidate, own[0]?.id.lane.keep ?? "nil", own);
  });
  const known = after.some(passes) && before.some(passes);
  return { ...names, accepted: known && !changes.some((each) => each.gates), counts, changes, sentences };
};
