import { join } from "node:path";
import { exitCodes } from "../model/errors.ts";
import { printable } from "../model/text.ts";
import type { Style } from "../report/style.ts";
import { type Work, withWork } from "./carry-out.ts";
import { attempt } from "./check/attempt.ts";
import { choose, unrun } from "./check/choose.ts";
import { attemptFindings, type Finding } from "./check/findings.ts";
import { formatFindings } from "./check/format.ts";
import { manifestProblems } from "./check/manifests.ts";
import { withSmoke } from "./check/smoke.ts";
import { stillFindings } from "./check/still.ts";
import { findSubjects, type Subject } from "./check/subject.ts";
import { errorLines, print, printJson, resultStyle } from "./output.ts";

/** What a check found of one subject. `ran` is undefined where there was nothing to run. */
interface Report {
  readonly subject: Subject;
  readonly findings: readonly Finding[];
  readonly ran: boolean | undefined;
}

const sourceFolders = ({ kind, folder }: Subject, work: Work): string[] => {
  if (kind === "language")
    return ["smoke", "smoke.wasip1", "smoke.wasip2", "template", "template.wasip1", "template.wasip2", "modules"].map((name) => join(folder, name));
  if (kind === "port") return [folder];
  return kind === "workload"
    ? [...work.session.catalog.workloads.values()].flatMap((each) => (each.folder === folder ? each.ports.map((port) => port.folder) : []))
    : [];
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
  const format = await formatFindings(sourceFolders(subject, work), session.root, tried.selection.toolchains);
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
