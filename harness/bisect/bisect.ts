import type { Work } from "../engine/with-work.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Bisected, BisectedAnswer, BisectedEntry, BisectedTurn } from "../model/generated/bisect.ts";
import type { ReleaseManifest } from "../model/generated/releases.ts";
import { parseCell, printLane, printRelease, printRoute } from "../model/ids.ts";
import { byVersion } from "../model/semver.ts";
import { compareLanes } from "../trace/trace-cell.ts";
import { askRelease } from "./ask.ts";
import { type History, search, turnsOf } from "./history.ts";
import { findSubject, isPlain, placeText, type Subject } from "./subject.ts";

/** The ends of a search, and how far apart it may leave releases unasked. */
export interface BisectOptions {
  readonly good: string | undefined;
  readonly bad: string | undefined;
  readonly all: boolean;
  readonly traced: boolean;
}

type Versioned = ReleaseManifest & { readonly version: string };

/** Runs of more releases than this do not stay unasked. */
const apart = 4;
const mostCalls = 9999;

/** The releases between two ends, oldest first; without ends all of them. Throws a GatehouseError where there are fewer than two. */
export const releasesBetween = (
  { runtime, version: named }: Pick<Subject, "runtime" | "version">,
  all: readonly ReleaseManifest[],
  { good, bad }: Pick<BisectOptions, "good" | "bad">,
): readonly Versioned[] => {
  const versioned = all
    .flatMap((each) => (each.version === undefined ? [] : [{ ...each, version: each.version }]))
    .sort((a, b) => byVersion(a.version, b.version));
  const indexOf = (said: string): number => {
    const version = said.replace(`${runtime}@`, "");
    const index = versioned.findIndex((each) => each.version === version);
    if (index >= 0) return index;
    throw new GatehouseError("bisect/release", `${runtime} has no release ${JSON.stringify(said)} in its releases.toml`, {
      hint: `releases are: ${versioned.map((each) => each.version).join(", ") || "none with a version"}`,
    });
  };
  const newest = bad ?? named;
  const ends = [good === undefined ? 0 : indexOf(good), newest === undefined ? versioned.length - 1 : indexOf(newest)].sort((a, b) => a - b);
  const between = versioned.slice(ends[0], (ends[1] as number) + 1);
  if (between.length > 1) return between;
  throw new GatehouseError("bisect/too-few", `${runtime} has ${between.length} release${between.length === 1 ? "" : "s"} to search`, {
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

/** Finds the releases at which a cell's answer turns. Throws a GatehouseError for a cell that there is not, or where nothing can be searched. */
export const bisect = async (work: Work, said: string, options: BisectOptions): Promise<Bisected> => {
  const subject = findSubject(work.session, said);
  const placed = work.session.catalog.runtimes.get(subject.runtime);
  const releases = releasesBetween(subject, placed?.releases ?? [], options);
  const answers = new Map<number, BisectedAnswer>();
  const answerAt = (index: number): BisectedAnswer => answers.get(index) as BisectedAnswer;
  const ask = async (index: number): Promise<BisectedAnswer["is"]> => {
    const answer = await askRelease(work, subject, releases[index] as Versioned);
    answers.set(index, answer);
    work.progress.note(`${subject.runtime} ${releases[index]?.version}: ${answer.is}${answer.why === undefined ? "" : `, ${answer.why.split("\n", 1)[0]}`}`);
    return answer.is;
  };
  const history: History = await search(releases.length, options.all ? 0 : apart, ask, () => !work.interrupted());
  const versionAt = (index: number): string => releases[index]?.version ?? "";
  const turns: BisectedTurn[] = [];
  for (const { before, after, skipped } of turnsOf(history)) {
    const calls = options.traced ? await compareCalls(work, subject, [answerAt(before), answerAt(after)]) : {};
    const ends = { before: versionAt(before), after: versionAt(after) };
    turns.push({ ...ends, skipped: skipped.map(versionAt), ...sourcesOf(placed?.manifest.compare, ends.before, ends.after), ...calls });
  }
  const entries = releases.map(({ version }, index): BisectedEntry => {
    const answer = answers.get(index);
    return answer === undefined ? { version } : { version, answer };
  });
  return {
    subject: `${subject.case},${printRoute(subject.route)}`,
    runtime: subject.runtime,
    place: placeText(subject),
    entries,
    turns,
    unasked: entries.filter(({ answer }) => answer === undefined).length,
    complete: !work.interrupted(),
  };
};
