import { join } from "node:path";
import { attempt } from "../contribute/attempt.ts";
import { choose, unrun } from "../contribute/choose.ts";
import { attemptFindings, type Finding } from "../contribute/findings.ts";
import { formatFindings, type Sources } from "../contribute/format.ts";
import { manifestProblems } from "../contribute/manifests.ts";
import { smokeFolders, withSmoke } from "../contribute/smoke.ts";
import { stillFindings } from "../contribute/still.ts";
import { findSubjects, type Subject } from "../contribute/subject.ts";
import { type Work, withWork } from "../engine/carry-out.ts";
import type { Catalog } from "../model/catalog.ts";
import { exitCodes } from "../model/errors.ts";
import { printable } from "../model/text.ts";
import type { Style } from "../report/style.ts";
import { errorLines, print, printJson, resultStyle } from "./output.ts";

/** What a check found of one subject. `ran` is undefined where there was nothing to run. */
interface Report {
  readonly subject: Subject;
  readonly findings: readonly Finding[];
  readonly ran: boolean | undefined;
}

const sourcesOf = ({ kind, folder }: Subject, { languages, workloads, targets }: Catalog): Sources[] => {
  if (kind === "language") {
    const own = [...smokeFolders(folder, targets).map(([, smoke]) => smoke), ...["template", "modules"].map((name) => join(folder, name))];
    return [...languages.values()].flatMap((language) => (language.folder === folder ? [{ language, folders: own }] : []));
  }
  const ports = [...workloads.values()].flatMap((workload) =>
    workload.ports.filter((port) => (kind === "port" && port.folder === folder) || (kind === "workload" && workload.folder === folder)),
  );
  return [...languages].flatMap(([id, language]) => {
    const folders = ports.filter((port) => port.language === id).map((port) => port.folder);
    return folders.length > 0 ? [{ language, folders }] : [];
  });
};

const checkOne = async (subject: Subject, work: Work): Promise<Report> => {
  const { session, known } = work;
  const still = stillFindings(subject, session.catalog, known);
  const choice = await choose(session, subject);
  if ("nothing" in choice) {
    const why: Finding[] = choice.nothing === "" ? [] : [{ what: "cells", state: "not checked", detail: choice.nothing, lines: [] }];
    return { subject, findings: [...still, ...why], ran: subject.kind === "runtime" || subject.kind === "port" ? false : undefined };
  }
  const tried = await attempt(work, choice.profile, choice.terms);
  const format = await formatFindings(sourcesOf(subject, session.catalog), session.root, session);
  const { findings, ran } = attemptFindings(tried, subject);
  // Most machines lack most Keeps: that is said, and is nothing wrong with a manifest.
  const counted = subject.kind === "keep" && !ran ? undefined : ran;
  return { subject, findings: [...still, ...format, ...unrun(session.catalog, choice, tried), ...findings], ran: counted };
};

const checkAll = async (subjects: readonly Subject[], work: Work): Promise<{ readonly reports: Report[]; readonly interrupted: boolean }> => {
  const session = { ...work.session, catalog: withSmoke(work.session.catalog) };
  const reports: Report[] = [];
  for (const subject of subjects) {
    if (work.interrupted()) break;
    if (subjects.length > 1) work.progress.note(`check ${subject.shown}`);
    reports.push(await checkOne(subject, { ...work, session }));
  }
  return { reports, interrupted: work.interrupted() };
};

const codeOf = (reports: readonly Report[]): number => {
  if (reports.some(({ findings }) => findings.some(({ state }) => state === "failed"))) return exitCodes.unexpected;
  const asked = reports.filter(({ ran }) => ran !== undefined);
  return asked.length > 0 && asked.every(({ ran }) => !ran) ? exitCodes.harness : exitCodes.ok;
};

const verdicts: Readonly<Record<number, string>> = { 0: "accepted", 1: "not accepted", 2: "not accepted", 3: "not checked: nothing could be run here" };

const reportLines = ({ subject, findings }: Report, style: Style): string[] => {
  const paint = { ok: style.good, failed: style.bad, "not checked": style.warn, note: style.dim };
  return [
    style.bold(subject.shown),
    ...findings.flatMap(({ what, state, detail, lines }) => [
      `  ${paint[state](state.padEnd(11))}  ${what.padEnd(9)}  ${printable(detail)}`,
      ...(state === "ok" ? [] : lines.map((line) => style.dim(`                 ${printable(line)}`))),
    ]),
  ];
};

/**
 * `gatehouse check`: what a contributor runs on one folder, or on everything: schema, names and text of the manifests,
 * formatting, and all that can be built and run of it, in every lane. Exit code 1 where anything is not as expected, 2
 * where a manifest is wrong (then nothing is run), 3 where nothing could be run.
 */
export const checkCommand = async (root: string, said: string | undefined, json: boolean): Promise<number> => {
  const subjects = findSubjects(root, said);
  const problems = await manifestProblems(root, subjects);
  const folders = subjects.map(({ kind, id, shown }) => ({ kind, id, folder: shown }));
  if (problems.length > 0) {
    const shown = problems.map(({ code, message, hint, place }) => ({ code, message, hint, place }));
    if (json) printJson({ verdict: verdicts[exitCodes.usage], exit: exitCodes.usage, subjects: folders, problems: shown, reports: [] });
    else print([...problems.flatMap((problem) => errorLines(problem, resultStyle())), verdicts[exitCodes.usage] as string]);
    return exitCodes.usage;
  }
  const { reports, interrupted } = await withWork(root, (work) => checkAll(subjects, work));
  if (interrupted) return 130;
  const exit = codeOf(reports);
  if (json)
    printJson({
      verdict: verdicts[exit],
      exit,
      subjects: folders,
      problems: [],
      reports: reports.map(({ subject, findings }) => ({ folder: subject.shown, findings })),
    });
  else print([...reports.flatMap((report) => reportLines(report, resultStyle())), verdicts[exit] as string]);
  return exit;
};
