import { currentDay } from "../host/clock.ts";
import { blamer } from "../judge/blame.ts";
import type { CellRecord } from "../judge/fold.ts";
import { standings } from "../judge/standing.ts";
import type { Witness } from "../judge/witness.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Case } from "../model/contract.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Blame } from "../model/words.ts";
import { heldAgainst, type PublishedToday } from "../record/published.ts";
import { readReleases } from "../record/releases.ts";
import { loadToday, type ReadRun, readRun, type Today } from "./read-run.ts";

/** The cells of a run, and of what is published for all cells that the run does not have. */
export interface Everything {
  readonly catalog: Catalog;
  readonly published: readonly PublishedToday[];
  /** Undefined where there is none, and none was named. */
  readonly run: ReadRun | undefined;
  /** Texts of the run's cells. */
  readonly ran: ReadonlySet<string>;
  readonly cells: readonly CellRecord[];
  /** Whose fault a failure is, by the cells of all lanes. */
  readonly blame: (cell: CellRecord) => Blame;
  /** A cell's case, as the catalog has it today. */
  readonly entryOf: (cell: Pick<Witness, "id">) => Case | undefined;
}

// Whose fault a failure is, no record tells: that takes the cells of all lanes, run or published.
const blameAmong = (
  cells: readonly CellRecord[],
  published: readonly PublishedToday[],
  run: ReadRun | undefined,
  entryOf: Everything["entryOf"],
): Everything["blame"] => {
  const compilers = new Map<Witness, string>();
  for (const { header, cells: own } of published) {
    const digests = new Map(header.toolchains.map(({ id, digest }) => [id, digest]));
    for (const cell of own) compilers.set(cell, digests.get(`${cell.id.language}/${cell.id.toolchain}`) ?? "");
  }
  return blamer(cells, {
    needs: (cell) => entryOf(cell)?.needs ?? [],
    compiler: (cell) => compilers.get(cell) ?? run?.grounds.compiler(cell) ?? "",
    // What an artifact imports is in the journal alone.
    foreign: (cell) => (compilers.has(cell) ? [] : (run?.grounds.foreign(cell) ?? [])),
  });
};

/** Every published record of a project, held against what is known today. */
export const publishedToday = (root: string, { known }: Pick<Today, "known">): PublishedToday[] => {
  const standingOf = standings(known, currentDay());
  return readReleases(root).map((published) => heldAgainst(published, standingOf));
};

/** Reads a run, by default the newest, and all that is published. Throws a GatehouseError where the named run is not there, or where there is nothing at all. */
export const readEverything = async (root: string, said: string | undefined, given?: Today): Promise<Everything> => {
  const today = given ?? (await loadToday(root));
  const published = publishedToday(root, today);
  const run = await readRun(root, said, "all", today).catch((error: unknown) => {
    if (said === undefined && published.length > 0 && error instanceof GatehouseError && error.code === "run/none") return undefined;
    throw error;
  });
  return gather(today, published, run);
};

/** Reads what is published alone, whatever ran here. */
export const readPublished = async (root: string): Promise<Everything> => {
  const today = await loadToday(root);
  return gather(today, publishedToday(root, today), undefined);
};

const gather = ({ catalog }: Today, published: readonly PublishedToday[], run: ReadRun | undefined): Everything => {
  const ran = new Set(run?.record.cells.map(({ text }) => text));
  const cells = [...(run?.record.cells ?? []), ...published.flatMap((own) => own.cells).filter(({ text }) => !ran.has(text))];
  const cases = new Map([...catalog.workloads].flatMap(([id, { cases: own }]) => own.map((entry) => [`${id}/${entry.id}`, entry] as const)));
  const entryOf: Everything["entryOf"] = ({ id }) => cases.get(`${id.workload}/${id.case}`);
  return { catalog, published, run, ran, cells, blame: blameAmong(cells, published, run, entryOf), entryOf };
};
