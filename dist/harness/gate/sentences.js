import { several } from "../model/text.js";
import { describe, passed } from "./compare.js";
const provenOf = (cells) => new Set(cells.filter(({ state }) => passed(state)).flatMap(({ needs }) => needs));
// What a failing case shows to be lacking: what its verdict names; else what it needs and no passing case does. One program that fails takes nothing from others that pass.
const lackingOf = ({ state, needs }, proven) => state.is === "judged" && state.verdict.is === "unsupported" ? [state.verdict.capability] : needs.filter((need) => !proven.has(need));
const reasonOf = (failing) => `${failing.id.workload}/${failing.id.case}: ${describe(failing.state).split("\n")[0]}`;
const sentence = (whole, release, keep, cells) => {
    const proven = provenOf(cells);
    const reasons = new Map();
    const lacking = new Set();
    const alone = [];
    for (const cell of cells.filter((each) => !passed(each.state))) {
        const own = lackingOf(cell, proven);
        const found = own.filter((capability) => !lacking.has(capability));
        for (const capability of found)
            lacking.add(capability);
        if (own.length === 0)
            alone.push(cell);
        else if (found.length > 0)
            reasons.set(reasonOf(cell), found);
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
export const sentences = (release, cells) => [...Map.groupBy(cells, ({ id }) => `${id.language} for ${id.target} ${id.lane.keep}`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, own]) => {
    const [{ id }] = own;
    return sentence(`${id.language} for ${id.target}`, release, id.lane.keep, own);
});
