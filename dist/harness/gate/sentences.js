import { describe, passed } from "./compare.js";
// What a failing case is about: what the verdict names; else what it needs and no passing case does; else the need that the fewest cases have.
const aboutOf = (cells) => {
    const uses = new Map();
    for (const cell of cells)
        for (const need of cell.needs)
            uses.set(need, (uses.get(need) ?? 0) + 1);
    const proven = provenOf(cells);
    return ({ state, needs }) => {
        if (state.is === "judged" && state.verdict.is === "unsupported")
            return [state.verdict.capability];
        const unproven = needs.filter((need) => !proven.has(need));
        return unproven.length > 0 ? unproven : [...needs].sort((a, b) => (uses.get(a) ?? 0) - (uses.get(b) ?? 0)).slice(0, 1);
    };
};
const provenOf = (cells) => new Set(cells.filter(({ state }) => passed(state)).flatMap(({ needs }) => needs));
const reasonOf = (failing) => `${failing.id.workload}/${failing.id.case}: ${describe(failing.state).split("\n")[0]}`;
const sentence = (language, release, keep, cells) => {
    const about = aboutOf(cells);
    const reasons = new Map();
    const lacking = new Set();
    for (const cell of cells.filter((each) => !passed(each.state))) {
        const found = about(cell).filter((capability) => !lacking.has(capability));
        for (const capability of found)
            lacking.add(capability);
        if (found.length > 0 || cell.needs.length === 0)
            reasons.set(reasonOf(cell), found);
    }
    const works = [...provenOf(cells)].filter((need) => !lacking.has(need)).sort();
    const good = works.length > 0 ? `using ${works.join(", ")} are expected to work` : "are not expected to work";
    const bad = [...reasons].map(([reason, capabilities]) => `${capabilities.join(", ") || "programs that need nothing"}, because ${reason}`).join("; ");
    return `Applications written in ${language} ${good} on ${release} in ${keep}${bad ? `; not: ${bad}` : ""}.`;
};
/** What is expected to work on a release: a sentence a language and Keep, with what does not and why. */
export const sentences = (release, cells) => [...Map.groupBy(cells, ({ id }) => `${id.language} ${id.lane.keep}`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, own]) => {
    const [{ id }] = own;
    return sentence(id.language, release, id.lane.keep, own);
});
