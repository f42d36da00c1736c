import type { Work } from "../engine/with-work.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Bisected, BisectedAnswer, BisectedEntry, BisectedTurn } from "../model/generated/bisect.ts";
import type { ReleaseManifest } from "../model/generated/releases.ts";
import { isPlain, parseCell, printLane, printRelease, printRoute } from "../model/ids.ts";
import { byVersion } from "../model/semver.ts";
import { compareLanes } from "../trace/trace-cell.ts";
import { askRelease } from "./ask.ts";
import { findCompilers } from "./compilers.ts";
import { type History, search, turnsOf } from "./history.ts";
import { findSubject, placeText, type Subject } from "./subject.ts";

/** The ends of a search, and how far apart it may leave releases unasked. */
export interface BisectOptions {
  readonly good: string | undefined;
  readonly bad: string | undefined;
  readonly all: boolean;
  readonly traced: boolean;
  /** A package of the toolchain: its versions are searched, in one release. Undefined: the releases are. */
  readonly toolchain: string | undefined;
  /** Versions of that package; none: those of its manifest. */
  readonly versions: readonly string[];
}

type Versioned = ReleaseManifest & { readonly version: string };

/** Runs of more releases than this do not stay unasked. */
const apart = 4;
const mostCalls = 9999;

/** Where versions stand that can be named: a file that lists them, or the command line. */
interface Listed {
  readonly name: string;
  readonly word: string;
  readonly place: string;
}

const between = <T extends { readonly version: string }>(
  { name, word, place }: Listed,
  all: readonly T[],
  good: string | undefined,
  bad: string | undefined,
): readonly T[] => {
  const indexOf = (said: string): number => {
    const version = said.replace(`${name}@`, "");
    const index = all.findIndex((each) => each.version === version);
    if (index >= 0) return index;
    throw new GatehouseError("bisect/release", `${name} has no ${word} ${JSON.stringify(said)} ${place}`, {
      hint: `${word}s are: ${all.map((each) => each.version).join(", ") || "none with a version"}`,
    });
  };
  const ends = [good === undefined ? 0 : indexOf(good), bad === undefined ? all.length - 1 : indexOf(bad)].sort((a, b) => a - b);
  return all.slice(ends[0], (ends[1] as number) + 1);
};

const versionedOf = (all: readonly ReleaseManifest[]): readonly Versioned[] =>
  all.flatMap((each) => (each.version === undefined ? [] : [{ ...each, version: each.version }])).sort((a, b) => byVersion(a.version, b.version));

/** The releases between two ends, oldest first; without ends all of them. Throws a GatehouseError where there are fewer than two. */
export const releasesBetween = (
  { runtime, version: named }: Pick<Subject, "runtime" | "version">,
  all: readonly ReleaseManifest[],
  { good, bad }: Pick<BisectOptions, "good" | "bad">,
): readonly Versioned[] => {
  const found = between({ name: runtime, word: "release", place: "in its releases.toml" }, versionedOf(all), good, bad ?? named);
  if (found.length > 1) return found;
  throw new GatehouseError("bisect/too-few", `${runtime} has ${found.length} release${found.length === 1 ? "" : "s"} to search`, {
    hint: `add releases to harness/runtimes/${runtime}/releases.toml, or name other ends by --good and --bad`,
  });
};

// On the bare machine a release says all of its lane, and no Keep is looked for.
const laneName = (cell: string, plain: boolean): string => (plain ? printRelease(parseCell(cell).lane) : printLane(parseCell(cell).lane));

const compareCalls = async (
  work: Work,
  subject: Subject,
  [before, after]: readonly [BisectedAnswer, BisectedAnswer],
): Promise<Pick<BisectedTurn, "trace" | "untraced">> => {
  if (before.cell === undefined || after.cell === undefined || work.interrupted()) return { untraced: "one of them did not run" };
  const lanes = [laneName(before.cell, isPlain(subject)), laneName(after.cell, isPlain(subject))] as const;
  try {
    const trace = await compareLanes(work, `${subject.case},${printRoute(subject.route)}`, lanes, mostCalls);
    const isTold = Object.values(trace.programs).some(({ same, left, right }) => same > 0 || left.length > 0 || right.length > 0);
    return isTold ? { trace } : { untraced: "neither engine tells a call of it" };
  } catch (error) {
    if (!(error instanceof GatehouseError)) throw error;
    return { untraced: error.message };
  }
};

const sourcesOf = (template: string | undefined, before: string, after: string): Pick<BisectedTurn, "sources"> =>
  template === undefined ? {} : { sources: template.replace("{before}", before).replace("{after}", after) };

/** What is searched: versions of one thing, oldest first. */
interface Searched extends Pick<Bisected, "release" | "toolchain"> {
  readonly name: string;
  readonly versions: readonly string[];
  readonly ask: (index: number) => Promise<BisectedAnswer>;
  /** Template of a page that compares sources. */
  readonly compare: string | undefined;
  /** Whether both neighbours run the same bytes: then their calls tell where they part. */
  readonly traced: boolean;
}

const searchReleases = (work: Work, subject: Subject, options: BisectOptions): Searched => {
  const placed = work.session.catalog.runtimes.get(subject.runtime);
  const releases = releasesBetween(subject, placed?.releases ?? [], options);
  return {
    name: subject.runtime,
    versions: releases.map(({ version }) => version),
    ask: (index) => askRelease(work, subject, releases[index] as Versioned),
    compare: placed?.manifest.compare,
    traced: options.traced,
  };
};

const oneRelease = ({ session }: Work, { runtime, version }: Subject): Versioned => {
  const all = versionedOf(session.catalog.runtimes.get(runtime)?.releases ?? []);
  const found = version === undefined ? (all.findLast(({ current }) => current) ?? all.at(-1)) : all.find((each) => each.version === version);
  if (found) return found;
  throw new GatehouseError("bisect/release", `${runtime} has no release ${version ?? "with a version"}`, { hint: "name one of its releases.toml in the cell" });
};

const searchCompilers = (work: Work, subject: Subject, { toolchain = "", versions, good, bad }: BisectOptions): Searched => {
  const release = oneRelease(work, subject);
  const compilers = findCompilers(work.session, subject, toolchain, versions);
  const listed = { name: compilers.package, word: "version", place: "among those that are searched" };
  const found = between(
    listed,
    compilers.versions.map((version) => ({ version })),
    good,
    bad,
  );
  return {
    name: compilers.package,
    versions: found.map(({ version }) => version),
    ask: async (index) => {
      const catalog = await compilers.at(found[index]?.version ?? "");
      if ("why" in catalog) return { is: "untestable", why: catalog.why };
      return askRelease({ ...work, session: { ...work.session, catalog } }, subject, release, compilers.toolchain);
    },
    compare: undefined,
    traced: false,
    release: release.version,
    toolchain: { id: compilers.toolchain, package: compilers.package },
  };
};

/**
 * Finds the releases of a runtime, or the versions of a toolchain's package, at which a cell's answer turns. Throws a GatehouseError for a cell that there
 * is not, or where nothing can be searched.
 */
export const bisect = async (work: Work, said: string, options: BisectOptions): Promise<Bisected> => {
  const subject = findSubject(work.session, said);
  const { name, versions, ask, compare, traced, release, toolchain } =
    options.toolchain === undefined ? searchReleases(work, subject, options) : searchCompilers(work, subject, options);
  const answers = new Map<number, BisectedAnswer>();
  const answerAt = (index: number): BisectedAnswer => answers.get(index) as BisectedAnswer;
  const hear = async (index: number): Promise<BisectedAnswer["is"]> => {
    const answer = await ask(index);
    // What was ended with the search says nothing.
    if (work.interrupted() && answer.is === "untestable") return answer.is;
    answers.set(index, answer);
    work.progress.note(`${name} ${versions[index]}: ${answer.is}${answer.why === undefined ? "" : `, ${answer.why.split("\n", 1)[0]}`}`);
    return answer.is;
  };
  const history: History = await search(versions.length, options.all ? 0 : apart, hear, () => !work.interrupted());
  const versionAt = (index: number): string => versions[index] ?? "";
  const turns: BisectedTurn[] = [];
  for (const { before, after, skipped } of turnsOf(history.map((own, index) => (answers.has(index) ? own : undefined)))) {
    const calls = traced ? await compareCalls(work, subject, [answerAt(before), answerAt(after)]) : {};
    const ends = { before: versionAt(before), after: versionAt(after) };
    turns.push({ ...ends, skipped: skipped.map(versionAt), ...sourcesOf(compare, ends.before, ends.after), ...calls });
  }
  const entries = versions.map((version, index): BisectedEntry => {
    const answer = answers.get(index);
    return answer === undefined ? { version } : { version, answer };
  });
  return {
    subject: `${subject.case},${printRoute(subject.route)}`,
    runtime: subject.runtime,
    ...(release === undefined ? {} : { release }),
    ...(toolchain === undefined ? {} : { toolchain }),
    place: placeText(subject),
    entries,
    turns,
    unasked: entries.filter(({ answer }) => answer === undefined).length,
    complete: !work.interrupted(),
  };
};
