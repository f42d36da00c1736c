import { join } from "node:path";
import { readShelves } from "../catalog/shelves.ts";
import { type Work, withWork } from "../engine/with-work.ts";
import { checkGuides } from "../guide/guides.ts";
import type { ToldCapabilities } from "../model/capabilities.ts";
import type { Catalog } from "../model/catalog.ts";
import { exitCodes, formatPlace, type GatehouseError } from "../model/errors.ts";
import { publishedCapabilities } from "../review/capabilities.ts";
import { attempt } from "./attempt.ts";
import { choose, unrun } from "./choose.ts";
import { attemptFindings, type Finding } from "./findings.ts";
import { formatFindings, type Sources } from "./format.ts";
import { manifestProblems } from "./manifests.ts";
import { smokeFolders, withSmoke } from "./smoke.ts";
import { stillFindings } from "./still.ts";
import { findSubjects, type Subject } from "./subject.ts";

/** What a check found of one subject. `ran` is undefined where there was nothing to run. */
export interface CheckReport {
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

const guideFindings = ({ kind, id, shown }: Subject, catalog: Catalog, records: ToldCapabilities | undefined): Finding[] => {
  const faults = kind === "language" && records ? checkGuides(catalog, [id], records) : [];
  const lines = faults.map(({ message, ...place }) => `${formatPlace(place)}: ${message}`);
  return faults.length === 0 ? [] : [{ what: "guide", state: "failed", detail: `${shown}/guide.md is not in order`, lines }];
};

const checkOne = async (subject: Subject, work: Work, records: ToldCapabilities | undefined): Promise<CheckReport> => {
  const { session, known } = work;
  const still = [...stillFindings(subject, session.catalog, known), ...guideFindings(subject, session.catalog, records)];
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

const checkAll = async (subjects: readonly Subject[], work: Work): Promise<{ readonly reports: CheckReport[]; readonly interrupted: boolean }> => {
  const session = { ...work.session, catalog: withSmoke(work.session.catalog) };
  const records = subjects.some(({ kind }) => kind === "language") ? await publishedCapabilities(work.root) : undefined;
  const reports: CheckReport[] = [];
  for (const subject of subjects) {
    if (work.interrupted()) break;
    if (subjects.length > 1) work.progress.note(`check ${subject.shown}`);
    reports.push(await checkOne(subject, { ...work, session }, records));
  }
  return { reports, interrupted: work.interrupted() };
};

/** The exit code that some reports come to. */
export const codeOf = (reports: readonly CheckReport[]): number => {
  if (reports.some(({ findings }) => findings.some(({ state }) => state === "failed"))) return exitCodes.unexpected;
  const asked = reports.filter(({ ran }) => ran !== undefined);
  return asked.length > 0 && asked.every(({ ran }) => !ran) ? exitCodes.harness : exitCodes.ok;
};

/** What a check comes to. `problems` are manifests that are wrong: then nothing was run. */
export interface Checked {
  /** 1 where anything is not as expected, 2 where a manifest is wrong, 3 where nothing could be run. */
  readonly exit: number;
  readonly subjects: readonly Subject[];
  readonly problems: readonly GatehouseError[];
  readonly reports: readonly CheckReport[];
  readonly interrupted: boolean;
}

/**
 * Checks what a contributor works on, one folder or everything: schema, names and text of the manifests, formatting, and
 * all that can be built and run of it, in every lane.
 */
export const check = async (root: string, said: string | undefined): Promise<Checked> => {
  const shelves = await readShelves(root);
  const subjects = findSubjects(root, shelves, said);
  const problems = await manifestProblems(root, shelves, subjects);
  if (problems.length > 0) return { exit: exitCodes.usage, subjects, problems, reports: [], interrupted: false };
  const { reports, interrupted } = await withWork(root, (work) => checkAll(subjects, work));
  return { exit: codeOf(reports), subjects, problems, reports, interrupted };
};
