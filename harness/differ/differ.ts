import pLimit from "p-limit";
import { loadDifferences } from "../catalog/differences.ts";
import type { Work } from "../engine/with-work.ts";
import { monotonic, timestamp } from "../host/clock.ts";
import { randomName } from "../host/digest.ts";
import { cores } from "../host/machine.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Differ, DifferFinding, DifferPair } from "../model/generated/differ.ts";
import type { KnownDifference } from "../model/generated/differences.ts";
import type { TargetManifest } from "../model/generated/target.ts";
import { answerAt, type Difference, differencesIn, signatureOf, type Told } from "./answers.ts";
import type { Program } from "./call.ts";
import { type Kind, kindsOf, mergeFindings, type Occurrence } from "./findings.ts";
import { knownOf } from "./known.ts";
import { type Pair, withPair } from "./pair.ts";
import { type Grown, given, programOf, programsOf } from "./programs.ts";
import { shrink } from "./shrink.ts";
import { type Vocabulary, vocabularyOf } from "./vocabulary.ts";

/** What is compared, and how. */
export interface DifferOptions {
  readonly target: string;
  /** Lanes by runtime, release or text; none: those that the target names. */
  readonly lanes: readonly string[];
  readonly programs: number;
  readonly seed: number;
  readonly jobs: number | undefined;
  /** One program, in place of generated ones; it is not made smaller. */
  readonly calls: Program;
}

/** Estimated seconds of a piece of work; only their ratios matter, for the ETA. */
const estimates = { group: 0.6, difference: 6 };

/** What is known of one comparison while it goes on. */
interface Search {
  readonly work: Work;
  readonly pair: Pair;
  readonly vocabulary: Vocabulary;
  readonly known: readonly KnownDifference[];
  readonly options: DifferOptions;
}

const both = async ({ pair }: Search, programs: readonly Program[]): Promise<readonly [readonly Told[], readonly Told[]]> =>
  Promise.all([pair.ask[0](programs), pair.ask[1](programs)]);

/** The first of some programs that shows a difference of a kind, with that. */
const firstOf = async (search: Search, programs: readonly Program[], shows: (difference: Difference) => boolean): Promise<readonly [number, Difference?]> => {
  const [left, right] = await both(search, programs);
  for (const [index, program] of programs.entries()) {
    const found = differencesIn(program, left[index] as Told, right[index] as Told, search.vocabulary).find(shows);
    if (found) return [index, found];
  }
  return [-1];
};

const isSame =
  (own: Difference, shape: boolean) =>
  (other: Difference): boolean =>
    signatureOf(own, shape) === signatureOf(other, shape);

/** The finding of a program: the program as far as the call that differs, and what both lanes say to each of its calls. */
const findingOf = async (search: Search, program: Program, own: Difference): Promise<DifferFinding | undefined> => {
  const { work, pair, known, options } = search;
  const [left, right] = await both(search, [program]);
  const found = differencesIn(program, left[0] as Told, right[0] as Told, search.vocabulary).find(isSame(own, false));
  if (work.interrupted() || !found) return undefined;
  const calls = program.slice(0, found.at + 1);
  const told = (one: Told | undefined): string[] => calls.map((_, at) => answerAt(one as Told, program, at) ?? "");
  const finding = { call: found.call, answers: [...found.answers], count: 1, number: 0, calls, traces: [told(left[0]), told(right[0])] };
  const entry = knownOf(finding, known, { target: options.target, runtimes: pair.runtimes, day: timestamp().slice(0, 10) });
  return { ...finding, ...(entry ? { known: entry } : {}) };
};

/** Makes a program with a difference smaller: what is special of its call stays while anything else can go. Undefined where it does not differ alone. */
const reduce = async (search: Search, from: Grown, own: Difference): Promise<DifferFinding | undefined> => {
  const { work, vocabulary } = search;
  const shows = (shape: boolean) => async (programs: readonly Program[]) =>
    work.interrupted() ? -1 : (await firstOf(search, programs, isSame(own, shape)))[0];
  if ((await shows(true)([from.value])) < 0) return undefined;
  const small = await shrink(from, shows(true), vocabulary.together);
  return findingOf(search, (await shrink(small, shows(false), vocabulary.together)).value, own);
};

/** What generated programs showed, before anything is made smaller. */
interface Shown {
  readonly programs: number;
  readonly calls: number;
  readonly differing: number;
  readonly unfinished: number;
  readonly all: readonly Occurrence[];
}

const runAll = async (search: Search, programs: readonly Program[], limit: ReturnType<typeof pLimit>): Promise<Shown> => {
  const { work, vocabulary } = search;
  const shown = { programs: 0, calls: 0, differing: 0, unfinished: 0 };
  const all: Occurrence[] = [];
  const groups = Array.from({ length: Math.ceil(programs.length / vocabulary.together) }, (_, index) => index * vocabulary.together);
  work.progress.expect("programs", groups.length, estimates.group);
  const one = async (from: number): Promise<void> => {
    if (work.interrupted()) return;
    const own = programs.slice(from, from + vocabulary.together);
    const [left, right] = await both(search, own);
    if (work.interrupted()) return;
    for (const [index, program] of own.entries()) {
      const [one, other] = [left[index] as Told, right[index] as Told];
      const found = differencesIn(program, one, other, vocabulary);
      shown.programs++;
      shown.calls += program.length;
      if (found.length > 0) shown.differing++;
      else if (one.ended !== undefined || other.ended !== undefined) shown.unfinished++;
      all.push(...found.map((difference) => ({ number: from + index, difference })));
    }
    work.progress.done("programs", `${shown.programs} of ${programs.length}, ${shown.differing} differ`);
  };
  await Promise.all(groups.map((from) => limit(() => one(from))));
  return { ...shown, all: all.sort((a, b) => a.number - b.number || a.difference.at - b.difference.at) };
};

const reduceAll = async (search: Search, kinds: readonly Kind[], grow: (number: number) => Grown, limit: ReturnType<typeof pLimit>) => {
  const { work } = search;
  const findings: DifferFinding[] = [];
  const unsteady: string[] = [];
  let unsought = 0;
  work.progress.expect("differences", kinds.length, estimates.difference);
  const one = async ({ signature, count, samples }: Kind): Promise<void> => {
    const own: DifferFinding[] = [];
    for (const { number, difference } of samples) {
      if (work.interrupted()) break;
      const finding = await reduce(search, grow(number), difference);
      if (finding) own.push({ ...finding, count: 0, number });
    }
    const [first, ...others] = own;
    if (first) findings.push({ ...first, count }, ...others);
    else if (work.interrupted()) unsought++;
    else unsteady.push(signature);
    work.progress.done("differences", signature);
  };
  await Promise.all(kinds.map((kind) => limit(() => one(kind))));
  return { findings: mergeFindings(findings), unsteady: unsteady.sort(), unsought };
};

const comparePair = async (search: Search, jobs: number): Promise<DifferPair> => {
  const { options, vocabulary, pair } = search;
  const began = monotonic();
  const limit = pLimit(jobs);
  const arbitrary = programsOf(vocabulary);
  const grow = (number: number): Grown => (options.calls.length > 0 ? given(options.calls) : programOf(arbitrary, options.seed, number));
  const programs = options.calls.length > 0 ? [options.calls] : Array.from({ length: options.programs }, (_, number) => grow(number).value);
  const { all, ...shown } = await runAll(search, programs, limit);
  const reduced = await reduceAll(search, kindsOf(all), grow, limit);
  return { lanes: [...pair.lanes], ...shown, ...reduced, seconds: Math.round((monotonic() - began) / 100) / 10 };
};

const pairsOf = (target: TargetManifest, lanes: readonly string[]): (readonly [string, string])[] => {
  const [first, ...others] = lanes.length > 0 ? lanes : (target.differ?.lanes ?? []);
  if (first === undefined || others.length === 0 || (lanes.length > 0 && lanes.length !== 2))
    throw new GatehouseError("differ/lanes", "two lanes are compared", { hint: "gatehouse differ LANE LANE; a lane goes by its runtime, its release or its text" });
  return others.map((other) => [first, other] as const);
};

/** A seed that nobody has chosen, of at most nine digits. */
export const newSeed = (): number => Number.parseInt(randomName().slice(0, 7), 16) + 1;

/** Runs generated programs of a target in two lanes, and makes what differs smaller. Throws a GatehouseError where a lane cannot be had. */
export const differ = async (work: Work, options: DifferOptions): Promise<Differ> => {
  const { catalog } = work.session;
  const vocabulary = vocabularyOf(options.target);
  const target = [...catalog.targets.values()].find(({ id }) => id === options.target);
  if (!target) throw new GatehouseError("differ/no-target", `unknown target ${JSON.stringify(options.target)}`, { hint: "`gatehouse differ --help` lists targets" });
  const known = await loadDifferences(catalog);
  const jobs = options.jobs ?? cores();
  const pairs: DifferPair[] = [];
  for (const lanes of pairsOf(target, options.lanes)) {
    if (work.interrupted()) break;
    pairs.push(await withPair(work, target, lanes, jobs, (pair) => comparePair({ work, pair, vocabulary, known, options }, jobs)));
  }
  return { target: options.target, ...(options.calls.length > 0 ? {} : { seed: options.seed }), pairs, interrupted: work.interrupted() };
};
