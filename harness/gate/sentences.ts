import type { Capability } from "../model/words.ts";
import { passed } from "./compare.ts";
import type { GateCell } from "./decide.ts";

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
  for (const cell of cells.filter((each) => !passed(each.state))) {
    const capability = about(cell) ?? "nothing in particular";
    if (!reasons.has(capability)) reasons.set(capability, reasonOf(cell));
  }
  const works = [...new Set(cells.flatMap((cell) => cell.needs))].filter((need) => !reasons.has(need)).sort();
  const good = works.length > 0 ? `using ${works.join(", ")} are expected to work` : "are not expected to work";
  const bad = [...reasons].map(([capability, reason]) => `${capability} (${reason})`).join("; ");
  return `Applications written in ${language} ${good} on ${release} in ${keep}${bad ? `; not: ${bad}` : ""}.`;
};

/** What is expected to work on a release: a sentence a language and Keep, with what does not and why. */
export const sentences = (release: string, cells: readonly GateCell[]): string[] => {
  const groups = new Map<string, GateCell[]>();
  for (const cell of cells) {
    const key = `${cell.id.language} ${cell.id.lane.keep}`;
    const group = groups.get(key);
    if (group) group.push(cell);
    else groups.set(key, [cell]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, own]) => sentence(key.split(" ")[0] ?? "", release, key.split(" ")[1] ?? "", own));
};
