import { join } from "node:path";
import { readShelves } from "../catalog/shelves.js";
import { withWork } from "../engine/with-work.js";
import { exitCodes } from "../model/errors.js";
import { attempt } from "./attempt.js";
import { choose, unrun } from "./choose.js";
import { attemptFindings } from "./findings.js";
import { formatFindings } from "./format.js";
import { manifestProblems } from "./manifests.js";
import { smokeFolders, withSmoke } from "./smoke.js";
import { stillFindings } from "./still.js";
import { findSubjects } from "./subject.js";
const sourcesOf = ({ kind, folder }, { languages, workloads, targets }) => {
    if (kind === "language") {
        const own = [...smokeFolders(folder, targets).map(([, smoke]) => smoke), ...["template", "modules"].map((name) => join(folder, name))];
        return [...languages.values()].flatMap((language) => (language.folder === folder ? [{ language, folders: own }] : []));
    }
    const ports = [...workloads.values()].flatMap((workload) => workload.ports.filter((port) => (kind === "port" && port.folder === folder) || (kind === "workload" && workload.folder === folder)));
    return [...languages].flatMap(([id, language]) => {
        const folders = ports.filter((port) => port.language === id).map((port) => port.folder);
        return folders.length > 0 ? [{ language, folders }] : [];
    });
};
const checkOne = async (subject, work) => {
    const { session, known } = work;
    const still = stillFindings(subject, session.catalog, known);
    const choice = await choose(session, subject);
    if ("nothing" in choice) {
        const why = choice.nothing === "" ? [] : [{ what: "cells", state: "not checked", detail: choice.nothing, lines: [] }];
        return { subject, findings: [...still, ...why], ran: subject.kind === "runtime" || subject.kind === "port" ? false : undefined };
    }
    const tried = await attempt(work, choice.profile, choice.terms);
    const format = await formatFindings(sourcesOf(subject, session.catalog), session.root, session);
    const { findings, ran } = attemptFindings(tried, subject);
    // Most machines lack most Keeps: that is said, and is nothing wrong with a manifest.
    const counted = subject.kind === "keep" && !ran ? undefined : ran;
    return { subject, findings: [...still, ...format, ...unrun(session.catalog, choice, tried), ...findings], ran: counted };
};
const checkAll = async (subjects, work) => {
    const session = { ...work.session, catalog: withSmoke(work.session.catalog) };
    const reports = [];
    for (const subject of subjects) {
        if (work.interrupted())
            break;
        if (subjects.length > 1)
            work.progress.note(`check ${subject.shown}`);
        reports.push(await checkOne(subject, { ...work, session }));
    }
    return { reports, interrupted: work.interrupted() };
};
/** The exit code that some reports come to. */
export const codeOf = (reports) => {
    if (reports.some(({ findings }) => findings.some(({ state }) => state === "failed")))
        return exitCodes.unexpected;
    const asked = reports.filter(({ ran }) => ran !== undefined);
    return asked.length > 0 && asked.every(({ ran }) => !ran) ? exitCodes.harness : exitCodes.ok;
};
/**
 * Checks what a contributor works on, one folder or everything: schema, names and text of the manifests, formatting, and
 * all that can be built and run of it, in every lane.
 */
export const check = async (root, said) => {
    const shelves = await readShelves(root);
    const subjects = findSubjects(root, shelves, said);
    const problems = await manifestProblems(root, shelves, subjects);
    if (problems.length > 0)
        return { exit: exitCodes.usage, subjects, problems, reports: [], interrupted: false };
    const { reports, interrupted } = await withWork(root, (work) => checkAll(subjects, work));
    return { exit: codeOf(reports), subjects, problems, reports, interrupted };
};
