import { candidateSuffix, printLane, printRelease, printRoute } from "../model/ids.js";
import { compare, passed } from "./compare.js";
import { countMissing, unmet } from "./demand.js";
import { sentences } from "./sentences.js";
// Releases and toolchains differ from side to side: that is what is on trial.
const subjectOf = ({ id }) => {
    const toolchain = id.toolchain.endsWith(candidateSuffix) ? id.toolchain.slice(0, -candidateSuffix.length) : id.toolchain;
    const track = printLane(id.lane).replace(printRelease(id.lane), id.lane.runtime);
    return `${id.workload}/${id.case},${printRoute({ ...id, toolchain })},${track}`;
};
const isIgnored = (cell, { policy, today }) => policy.ignored.some((each) => each.until >= today && each.pattern.test(cell.text));
// What is not known of the candidate cannot be let through; nor what failed and cannot be compared.
const refuses = (change, before, after, policy) => {
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
const fails = ({ state, known }) => !known && !passed(state) && state.is !== "inexpressible" && !(state.is === "judged" && state.verdict.is === "unsupported");
const toChangedCell = (subject, before, after, question) => {
    const cell = (after ?? before);
    const change = compare(before, after, cell.compared);
    const gates = refuses(change, before, after, question.policy) && question.policy.tiers.includes(cell.tier) && !isIgnored(cell, question);
    const worse = change.is === "regressed" || change.is === "unsure" || change.is === "incomparable" || (change.is === "added" && after !== undefined && fails(after));
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
        gates,
    };
};
const refusalsOf = (changes, before, after, question) => {
    const { policy, candidate, baseline } = question;
    const of = (is) => changes.filter((each) => each.gates && each.change.is === is).length;
    const counted = ["regressed", "unsure", "incomparable", "changed", "added"].flatMap((is) => of(is) > 0 ? [`${of(is)} ${is}${is === "added" ? " and failing" : ""}`] : []);
    const good = (cells) => cells.filter((cell) => passed(cell.state));
    const absent = policy.keeps.filter((keep) => !good(after).some(({ id }) => id.lane.keep === keep));
    return [
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
export const decide = (question, before, after) => {
    const byBefore = new Map(before.map((cell) => [subjectOf(cell), cell]));
    const byAfter = new Map(after.map((cell) => [subjectOf(cell), cell]));
    const changes = [...new Set([...byBefore.keys(), ...byAfter.keys()])]
        .sort()
        .map((subject) => toChangedCell(subject, byBefore.get(subject), byAfter.get(subject), question));
    const counts = { same: 0, fixed: 0, changed: 0, regressed: 0, added: 0, removed: 0, incomparable: 0, unsure: 0 };
    for (const { change } of changes)
        counts[change.is]++;
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
