import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { digestAgenda, type Selection } from "../engine/select.ts";
import type { Work } from "../engine/with-work.ts";
import { currentDay, monotonic } from "../host/clock.ts";
import { digestOf } from "../host/digest.ts";
import { hexOf } from "../model/digest.ts";
import type { Fault, FaultAnswer } from "../model/fault.ts";
import type { FaultsFooter, FaultsHeader } from "../model/generated/faults.ts";
import { printRoute } from "../model/ids.ts";
import type { PlannedCell } from "../plan/planned.ts";
import { type FaultsText, type GrowingFaults, growFaults, publishedFaults, readFaultsText } from "../record/faults.ts";
import { pickCells, readFaults, sampleOf, selectCells, splitWords } from "./choose.ts";
import { measureFaults } from "./measure.ts";

/** What a search came to, and whether all cells could be asked: a narrower search finds less. */
export interface Sought extends FaultsText {
  readonly everybody: boolean;
}

/** Which faults are sought, and how. */
export interface SeekOptions {
  readonly jobs: number | undefined;
  /** How many; undefined: all. */
  readonly sample: number | undefined;
  readonly enough: number;
  readonly resume: boolean;
}

/** Who finds a fault, by the published record: cells as `CASE,ROUTE`, and whether their guests wait in vain. */
interface Finders {
  readonly cells: readonly string[];
  readonly wait: boolean;
}

/** Faults, and the cells that are asked. `finders`: only those are, by fault, each first for its own fault. */
interface Question {
  readonly faults: readonly Fault[];
  readonly selection: Selection;
  readonly cells: readonly PlannedCell[];
  readonly everybody: boolean;
  readonly finders?: ReadonlyMap<string, Finders>;
}

const finderOf = ({ id }: Pick<PlannedCell, "id">): string => `${id.workload}/${id.case},${printRoute(id)}`;

// What is known is written here at once, so that a search which was interrupted can go on.
const draftOf = ({ session }: Work, { header }: Pick<Sought, "header">): string => join(session.store, "faults", `${hexOf(header.plan)}.ndjson`);

// Of a search that was interrupted there is no footer.
const seek = async (work: Work, { faults, selection, cells: all, everybody, finders }: Question, { jobs, enough, resume }: SeekOptions): Promise<Sought> => {
  const began = monotonic();
  const asked = finders && new Set(faults.flatMap(({ id }) => finders.get(id)?.cells ?? []));
  const cells = asked ? all.filter((cell) => asked.has(finderOf(cell))) : all;
  const [lane] = selection.lanes;
  const plan = digestOf([digestAgenda(selection), lane?.digest, faults, enough, cells.map(({ text }) => text)]);
  let header: FaultsHeader = { kind: "header", format: 1, day: currentDay(), plan, lane: lane?.text ?? "", faults: faults.length, cells: 0 };
  let growing: GrowingFaults | undefined;
  const answers: FaultAnswer[] = [];
  try {
    await measureFaults(work, selection, cells, {
      jobs,
      enough,
      isFinder: ({ id }, cell) => finders?.get(id)?.cells.includes(finderOf(cell)) ?? false,
      isWaited: ({ id }) => finders?.get(id)?.wait ?? false,
      begin: (passing) => {
        header = { ...header, cells: passing };
        growing = growFaults(draftOf(work, { header }), header, resume);
        answers.push(...growing.known);
        const known = new Set(growing.known.map(({ id }) => id));
        return faults.filter(({ id }) => !known.has(id));
      },
      answered: (answer) => {
        growing?.file.append(answer);
        answers.push(answer);
      },
    });
  } finally {
    growing?.file.close();
  }
  const footer: FaultsFooter = { kind: "footer", seconds: Math.round((monotonic() - began) / 1000) };
  const isWhole = growing !== undefined && answers.length === faults.length;
  return { header, answers, footer: isWhole ? footer : undefined, everybody };
};

// Cells that have found faults, by fault: of a published record.
const findersIn = (path: string): ReadonlyMap<string, Finders> =>
  new Map(
    readFaultsText(path).answers.flatMap(({ id, found }) => {
      const cells = found.map((each) => `${each.case},${each.route}`);
      const wait = found.some(({ cause }) => cause === "timeout" || cause === "silence");
      return found.length > 0 ? [[id, { cells, wait }] as const] : [];
    }),
  );

/** One search after another: what the first missed, the second sought. */
const joined = (near: Sought | undefined, again: Sought, faults: readonly Fault[]): Sought => {
  const answers = new Map([...(near?.answers ?? []), ...again.answers].map((answer) => [answer.id, answer]));
  const seconds = (near?.footer?.seconds ?? 0) + (again.footer?.seconds ?? 0);
  return {
    ...again,
    header: { ...again.header, faults: faults.length },
    answers: faults.flatMap(({ id }) => answers.get(id) ?? []),
    footer: again.footer && { ...again.footer, seconds },
  };
};

// An interrupted search goes on with what all its parts know; of one that is over nothing need be kept.
const ended = (work: Work, parts: readonly Sought[], sought: Sought): Sought => {
  if (sought.footer) for (const part of parts) rmSync(draftOf(work, part), { force: true });
  return sought;
};

/**
 * Seeks the faults that words name, with the cells that the other words select; an interrupted search can go on. First it asks the cells
 * that the published record has as finders, then all cells for what these miss. A sample is of faults that the record has finders of.
 */
export const seekFaults = async (work: Work, words: readonly string[], options: SeekOptions): Promise<Sought> => {
  const { all, nearest } = await readFaults(work);
  const { faults: named, terms } = splitWords(all, words);
  const path = publishedFaults(work.session.root);
  const finders = existsSync(path) ? findersIn(path) : new Map<string, Finders>();
  const known = named.filter(({ id }) => finders.has(id));
  const faults = sampleOf(options.sample !== undefined && known.length > 0 ? known : named, options.sample, currentDay());
  const recorded = faults.filter(({ id }) => finders.has(id));
  const selection = await selectCells(work, terms);
  const question = { selection, cells: pickCells(selection.cells, nearest) };
  const near = recorded.length > 0 ? await seek(work, { ...question, faults: recorded, everybody: false, finders }, options) : undefined;
  const found = new Set(near?.answers.flatMap((answer) => (answer.found.length > 0 ? [answer.id] : [])));
  const left = faults.filter(({ id }) => !found.has(id));
  if (near && (near.footer === undefined || left.length === 0)) return ended(work, [near], near);
  const rest = await seek(work, { ...question, faults: left, everybody: terms.length === 0 }, options);
  return ended(work, near ? [near, rest] : [rest], joined(near, rest, faults));
};
