import { several } from "../model/text.ts";
import type { Capability } from "../model/words.ts";
import type { GateCell } from "./cell.ts";
import { describe, passed } from "./compare.ts";

const provenOf = (cells: readonly GateCell[]): ReadonlySet<Capability> => new Set(cells.filter(({ state }) => passed(state)).flatMap(({ needs }) => needs));

// What a failing case shows to be lacking: what its verdict names; else what it needs and no passing case does. One program that fails takes nothing from others that pass.
const lackingOf = ({ state, needs }: GateCell, proven: ReadonlySet<Capability>): readonly Capability[] =>
  state.is === "judged" && state.verdict.is === "unsupported" ? [state.verdict.capability] : needs.filter((need) => !proven.has(need));

const reasonOf = (failing: GateCell): string => `${failing.id.workload}/${failing.id.case}: ${describe(failing.state).split("\n")[0]}`;

const sentence = (whole: string, release: string, keep: string, cells: readonly GateCell[]): string => {
  const proven = provenOf(cells);
  const reasons = new Map<string, Capability[]>();
  const lacking = new Set<Capability>();
  const alone: GateCell[] = [];
  for (const cell of cells.filter((each) => !passed(each.state))) {
    const own = lackingOf(cell, proven);
    const found = own.filter((capability) => !lacking.has(capability));
    for (const capability of found) lacking.add(capability);
    if (own.length === 0) alone.push(cell);
    else if (found.length > 0) reasons.set(reasonOf(cell), found);
  }
  const works = [...proven].filter((need) => !lacking.has(need)).sort();
  const nothing = proven.size === 0 && !cells.some(({ state }) => passed(state));
  const good = nothing
    ? "are not expected to work"
    : works.length > 0
      ? `using ${works.join(", ")} are expected to work`
      : "that need nothing are expected to work";
  const bad = [...reasons].map(([reason, capabilities]) => `${capabilities.join(", ")}, because ${reason}`).join("; ");
  const but = alone[0] ? `; but ${several(alone.length, "case")} ${alone.length === 1 ? "does" : "do"} not pass, such as ${reasonOf(alone[0])}` : "";
  return `Applications written in ${whole} ${good} on ${release} in ${keep}${bad ? `; not: ${bad}` : ""}${but}.`;
};

/** What is expected to work on a release: a sentence a language, target and Keep, with what does not and why. */
export const sentences = (release: string, cells: readonly GateCell[]): string[] =>
  [...Map.groupBy(cells, ({ id }) => `${id.language} for ${id.target} ${id.lane.keep}`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, own]) => {
      const [{ id }] = own as [GateCell, ...GateCell[]];
      return sentence(`${id.language} for ${id.target}`, release, id.lane.keep, own);
    });
