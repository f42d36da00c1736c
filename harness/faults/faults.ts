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

const today = (): string => timestamp().slice(0, 10);

/** Faults, and who is asked: the cells that words select, of them only the finders where these are known, as `CASE,ROUTE` by fault. */
interface Question {
  readonly faults: readonly Fault[];
  readonly terms: readonly string[];
  readonly nearest: readonly string[];
  readonly finders?: ReadonlyMap<string, readonly string[]>;
}

const finderOf = ({ id }: Pick<PlannedCell, "id">): string => `${id.workload}/${id.case},${printRoute(id)}`;

// What is known is written at once, in the store, so that a search which was interrupted can go on; of that one there is no footer.
const seek = async (work: Work, { faults, terms, nearest, finders }: Question, { jobs, enough, resume }: SeekOptions, drafts: Set<string>): Promise<Sought> => {
  const began = monotonic();
  const day = today();
  const selection = await selectCells(work, terms);
  const all = pickCells(selection.cells, nearest);
  const asked = finders && new Set(faults.flatMap(({ id }) => finders.get(id) ?? []));
  const cells = asked ? all.filter((cell) => asked.has(finderOf(cell))) : all;
  const lane = selection.lanes[0]?.text ?? "";
  const plan = digestOf([digestAgenda(selection), selection.lanes[0]?.digest, faults, enough]);
  const path = join(work.session.store, "faults", `${hexOf(plan)}.ndjson`);
  drafts.add(path);
  let header: FaultsHeader | undefined;
  let growing: GrowingFaults | undefined;
  const answers: FaultAnswer[] = [];
  try {
    await measureFaults(work, selection, cells, {
      jobs,
      enough,
      isFinder: ({ id }, cell) => finders?.get(id)?.includes(finderOf(cell)) ?? false,
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
  const told = header ?? { kind: "header", format: 1, day, plan, lane, faults: faults.length, cells: 0 };
  return { header: told, answers, footer: whole ? footer : undefined, everybody: terms.length === 0 };
};

// Cells that have found faults, as `CASE,ROUTE`, by fault: of a published record.
const findersIn = (path: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    readFaultsText(path).answers.flatMap(({ id, found }) => (found.length > 0 ? [[id, found.map((each) => `${each.case},${each.route}`)] as const] : [])),
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

/**
 * Seeks the faults that words name, with the cells that the other words select; an interrupted search can go on. First it asks the cells
 * that the published record has as finders, then all cells for what these miss. A sample is of faults that the record has finders of.
 */
export const seekFaults = async (work: Work, words: readonly string[], options: SeekOptions): Promise<Sought> => {
  const { all, nearest } = await readFaults(work);
  const { faults: named, terms } = splitWords(all, words);
  const path = publishedFaults(work.session.root);
  const finders = existsSync(path) ? findersIn(path) : new Map<string, readonly string[]>();
  const known = named.filter(({ id }) => finders.has(id));
  const faults = sampleOf(options.sample !== undefined && known.length > 0 ? known : named, options.sample, today());
  const recorded = faults.filter(({ id }) => finders.has(id));
  const drafts = new Set<string>();
  const search = (own: readonly Fault[], by?: Question["finders"]): Promise<Sought> =>
    seek(work, { faults: own, terms, nearest, ...(by && { finders: by }) }, options, drafts);
  const near = recorded.length > 0 ? await search(recorded, finders) : undefined;
  const found = new Set(near?.answers.flatMap((answer) => (answer.found.length > 0 ? [answer.id] : [])));
  const left = faults.filter(({ id }) => !found.has(id));
  const isOver = near !== undefined && (near.footer === undefined || left.length === 0);
  const sought = isOver ? near : joined(near, await search(left), faults);
  // An interrupted search goes on with what all its parts know.
  if (sought.footer) for (const path of drafts) rmSync(path, { force: true });
  return sought;
};
