import { digest } from "../host/digest.js";
import { globPattern } from "../model/glob.js";
import { parseCell, parseLane } from "../model/ids.js";
import { buildOf, caseOf, ranArtifact } from "../model/record.js";
const nothing = { size: 0, digest: digest("") };
const toObservation = ({ ending, raw, stdout, stderr, said, files, figures }) => {
    if (!ending || !figures)
        return undefined;
    return {
        argv: [],
        raw: raw ?? { code: ending.code ?? null, signal: null },
        ending,
        stdout: stdout ?? said?.stdout ?? nothing,
        stderr: stderr ?? said?.stderr ?? nothing,
        files: files ?? [],
        leftProcesses: 0,
        ...figures,
    };
};
const toElsewhere = (cell) => {
    if (cell.state !== "judged" || !cell.elsewhere)
        return {};
    return { elsewhere: Object.fromEntries(Object.entries(cell.elsewhere).map(([role, { lane }]) => [role, parseLane(lane)])) };
};
const toStanding = (cell, text) => {
    if (cell.state !== "judged" || cell.verdict.is !== "fail")
        return { is: "expected" };
    if (!cell.known)
        return { is: "unexpected-fail" };
    const { reason, link, until } = cell.known;
    const known = { kind: "failure", cells: text, pattern: globPattern(text), cause: cell.verdict.cause, releases: undefined, reason, link, until };
    return { is: "known-failure", known };
};
/** A line of a record with all that it refers to; `contracts` by WORKLOAD/CASE, `artifacts` by build. */
export const toPublishedCell = (cell, lane, contracts, artifacts) => {
    const text = `${cell.cell},${lane}`;
    return {
        text,
        id: parseCell(text),
        state: cell.state === "judged" ? { is: "judged", verdict: cell.verdict } : { is: "inexpressible", why: cell.why },
        observation: cell.state === "judged" ? toObservation(cell) : undefined,
        artifact: ranArtifact(cell) ? artifacts.get(buildOf(cell.cell)) : cell.state === "judged" ? cell.artifact : undefined,
        ...toElsewhere(cell),
        contract: contracts.get(caseOf(cell.cell)),
        flaked: (cell.state === "judged" ? cell.flaked : undefined) ?? 0,
        standing: toStanding(cell, text),
        worker: undefined,
    };
};
