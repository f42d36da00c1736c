import { GatehouseError } from "../model/errors.js";
import { parseRoute } from "../model/ids.js";
import { buildOf, byText, caseOf, ranArtifact } from "../model/record.js";
const routeOf = (cell) => parseRoute(cell.slice(cell.indexOf(",") + 1));
const toolchainOf = (cell) => {
    const { language, toolchain } = routeOf(cell);
    return `${language}/${toolchain}`;
};
const workloadOf = (cell) => cell.slice(0, cell.indexOf("/"));
const samePin = (a, b) => !a || !b || (a.version === b.version && a.digest === b.digest);
// Why a cell of before cannot stand beside the new ones; undefined where it can: all that it followed from is what it was.
const whyNot = (cell, before, now, { contracts, engines }) => {
    if (before.header.engine !== now.header.engine)
        return "the engine, or a command, a claim or an ending of it, was another";
    const places = cell.state === "judged" ? Object.values(cell.elsewhere ?? {}) : [];
    if (places.some(({ lane, engine }) => engines.get(lane) !== engine))
        return "in the other Keep, the engine or the Keep was another, or is not known";
    const pin = ({ header }) => header.toolchains.find(({ id }) => id === toolchainOf(cell.cell));
    if (!samePin(pin(before), pin(now)))
        return "its toolchain was another";
    const name = caseOf(cell.cell);
    const contract = contracts.get(name);
    if (contract === undefined)
        return "its case is no more";
    if (contract !== before.cases.find((line) => line.case === name)?.contract)
        return "its contract moved";
    const built = ({ artifacts }) => artifacts.find(({ build }) => build === buildOf(cell.cell))?.digest;
    const [was, is] = [built(before), built(now)];
    return was !== undefined && is !== undefined && was !== is ? "its artifact was another" : undefined;
};
// A target's cells count only together with the planted failures that its lane told.
const dropUntrusted = (kept, dropped, now) => {
    const lost = dropped.filter(({ cell }) => now.header.trust.includes(workloadOf(cell))).map(({ cell }) => routeOf(cell).target);
    const untrusted = new Set(lost.filter((target) => !now.header.trusted.includes(target)));
    return new Set(kept.filter(({ cell }) => untrusted.has(routeOf(cell).target)).map(({ cell }) => cell));
};
const byName = (lines, name) => [...lines].sort((a, b) => byText(name(a), name(b)));
const origin = ({ run, day, harness, harnessDigest }) => ({ run, day, harness, harnessDigest });
/**
 * Lays a run's record over the one that was published of the same lane and machine. What the run has takes the place of
 * what was there. What it does not have stays, marked with the run that it is from, as long as all that it followed from is
 * what it was: engine, also of roles in another Keep, toolchain, artifact, and the case's contract; else it is
 * dropped, with the reason. Throws a GatehouseError where what was published is of a newer run.
 */
export const mergeRecords = (before, now, { contracts, engines }) => {
    if (!before)
        return { record: now, kept: 0, dropped: [] };
    if (before.header.run > now.header.run) {
        throw new GatehouseError("publish/older", `run ${now.header.run} is older than run ${before.header.run}, which is published of ${now.header.lane}`, {
            hint: "publish a newer run; to go back on purpose, remove the published file first",
        });
    }
    const own = new Set(now.cells.map(({ cell }) => cell));
    const current = new Map([...contracts, ...now.cases.map((line) => [line.case, line.contract])]);
    const asked = before.cells.filter(({ cell }) => !own.has(cell)).map((cell) => ({ cell, why: whyNot(cell, before, now, { contracts: current, engines }) }));
    const moved = asked.flatMap(({ cell, why }) => (why === undefined ? [] : [{ cell: cell.cell, why }]));
    const fitting = asked.flatMap(({ cell, why }) => (why === undefined ? [cell] : []));
    const untrusted = dropUntrusted(fitting, moved, now);
    const kept = fitting.filter(({ cell }) => !untrusted.has(cell)).map((cell) => ({ ...cell, from: cell.from ?? origin(before.header) }));
    const dropped = [...moved, ...[...untrusted].map((cell) => ({ cell, why: "its target's trust cells do not stay" }))];
    return { record: lay(kept, before, now), kept: kept.length, dropped: byName(dropped, ({ cell }) => cell) };
};
const lay = (kept, before, now) => {
    const cells = byName([...now.cells, ...kept], ({ cell }) => cell);
    const cases = new Set(kept.map(({ cell }) => caseOf(cell)));
    const builds = new Set(kept.filter(ranArtifact).map(({ cell }) => buildOf(cell)));
    const toolchains = new Set(kept.map(({ cell }) => toolchainOf(cell)));
    const joined = (name, own, others, wanted) => {
        const there = new Set(own.map(name));
        return byName([...own, ...others.filter((line) => wanted.has(name(line)) && !there.has(name(line)))], name);
    };
    return {
        header: {
            ...now.header,
            toolchains: joined(({ id }) => id, now.header.toolchains, before.header.toolchains, toolchains),
            trusted: [...new Set([...now.header.trusted, ...kept.map(({ cell }) => routeOf(cell).target)])].sort(byText),
            cells: cells.length,
        },
        cases: joined((line) => line.case, now.cases, before.cases, cases),
        artifacts: joined(({ build }) => build, now.artifacts, before.artifacts, builds),
        cells,
    };
};
