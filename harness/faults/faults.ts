import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { digestAgenda } from "../engine/select.ts";
import type { Work } from "../engine/with-work.ts";
import { monotonic, timestamp } from "../host/clock.ts";
import { digestOf } from "../host/digest.ts";
import { hexOf } from "../model/digest.ts";
import type { Fault, FaultAnswer } from "../model/fault.ts";
import type { FaultsFooter, FaultsHeader } from "../model/generated/faults.ts";
import { printRoute } from "../model/ids.ts";
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

const today = (): string => timestamp().slice(0, 10);

/** Faults, and who is asked: the cells that words select, of them only those that are named where some are, as `CASE,ROUTE`. */
interface Question {
  readonly faults: readonly Fault[];
  readonly terms: readonly string[];
  readonly nearest: readonly string[];
  readonly finders?: ReadonlySet<string>;
}

// What is known is written at once, in the store, so that a search which was interrupted can go on; of that one there is no footer.
const seek = async (work: Work, { faults, terms, nearest, finders }: Question, { jobs, enough, resume }: SeekOptions): Promise<Sought> => {
  const began = monotonic();
  const day = today();
  const selection = await selectCells(work, terms);
  const cells = pickCells(selection.cells, nearest).filter(({ id }) => finders?.has(`${id.workload}/${id.case},${printRoute(id)}`) ?? true);
  const lane = selection.lanes[0]?.text ?? "";
  const plan = digestOf([digestAgenda(selection), selection.lanes[0]?.digest, faults, enough]);
  const path = join(work.session.store, "faults", `${hexOf(plan)}.ndjson`);
  let header: FaultsHeader | undefined;
  let growing: GrowingFaults | undefined;
  const answers: FaultAnswer[] = [];
  try {
    await measureFaults(work, selection, cells, {
      jobs,
      enough,
      begin: (passing) => {
        header = { kind: "header", format: 1, day, plan, lane, faults: faults.length, cells: passing };
        growing = growFaults(path, header, resume);
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
  const whole = header !== undefined && answers.length === faults.length;
  if (whole) rmSync(path, { force: true });
  const told = header ?? { kind: "header", format: 1, day, plan, lane, faults: faults.length, cells: 0 };
  return { header: told, answers, footer: whole ? footer : undefined, everybody: terms.length === 0 };
};

// Cells that have found faults, as `CASE,ROUTE`, by fault: of a published record.
const findersIn = (path: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    readFaultsText(path).answers.flatMap(({ id, found }) => (found.length > 0 ? [[id, found.map((each) => `${each.case},${each.route}`)] as const] : [])),
  );

/**
 * Seeks the faults that words name, with the cells that the other words select; an interrupted search can go on. A sample is sought first
 * with the cells that the published record has as finders, and what they miss with all; where there is no record, with all at once.
 */
export const seekFaults = async (work: Work, words: readonly string[], options: SeekOptions): Promise<Sought> => {
  const { all, nearest } = await readFaults(work);
  const { faults: named, terms } = splitWords(all, words);
  const path = publishedFaults(work.session.root);
  const finders = options.sample !== undefined && existsSync(path) ? findersIn(path) : undefined;
  const faults = sampleOf(finders ? named.filter(({ id }) => finders.has(id)) : named, options.sample, today());
  const question = { faults, terms, nearest };
  if (!finders) return seek(work, question, options);
  const near = await seek(work, { ...question, finders: new Set(faults.flatMap(({ id }) => finders.get(id) ?? [])) }, options);
  const missed = new Set(near.answers.filter(({ found }) => found.length === 0).map(({ id }) => id));
  if (near.footer === undefined || missed.size === 0) return near;
  const again = await seek(work, { ...question, faults: faults.filter(({ id }) => missed.has(id)) }, options);
  return {
    ...again,
    header: { ...again.header, faults: near.header.faults },
    answers: [...near.answers.filter(({ id }) => !missed.has(id)), ...again.answers],
  };
};
