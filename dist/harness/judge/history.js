import { parseCell, parseLane } from "../model/ids.js";
import { byText } from "../model/record.js";
import { coerce, compare } from "../model/semver.js";
const byVersion = (a, b) => {
    const [x, y] = [coerce(a.version, { includePrerelease: true }), coerce(b.version, { includePrerelease: true })];
    return (x && y && compare(x, y)) || byText(a.version, b.version);
};
const score = (cells) => {
    const judged = cells.flatMap((cell) => (cell.state === "judged" ? [cell] : []));
    if (judged.length === 0)
        return undefined;
    return {
        passed: judged.filter(({ verdict }) => verdict.is === "pass").length,
        total: judged.length,
        known: judged.filter(({ known }) => known !== undefined).length,
    };
};
// Cells that tell a lane's trust say nothing of a language; what a lane cannot set up says nothing of a release.
const byLanguage = ({ header, cells }) => {
    const parsed = cells.map((cell) => ({ cell, id: parseCell(`${cell.cell},${header.lane}`) })).filter(({ id }) => !header.trust.includes(id.workload));
    return new Map([...Map.groupBy(parsed, ({ id }) => id.language)].map(([language, own]) => [language, own.map(({ cell }) => cell)]));
};
/** Folds published records to what each language passed, release by release: one history a track and machine. */
export const toHistories = (records) => [...Map.groupBy(records, ({ header }) => `${header.track} ${header.machine.id}`)]
    .sort(([a], [b]) => byText(a, b))
    .flatMap(([, own]) => {
    const [first] = own;
    if (!first)
        return [];
    const columns = own.map((record) => ({ header: record.header, cells: byLanguage(record) }));
    const languages = [...new Set(columns.flatMap(({ cells }) => [...cells.keys()]))].sort(byText);
    const releases = columns.map(({ header, cells }) => {
        const scores = languages.map((language) => score(cells.get(language) ?? []));
        return { version: parseLane(header.lane).version, day: header.day, scores };
    });
    const { id, cpu, cores } = first.header.machine;
    return [{ track: first.header.track, machine: { id, cpu, cores }, languages, releases: releases.sort(byVersion) }];
});
