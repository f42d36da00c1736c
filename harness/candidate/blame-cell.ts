import { carryOut } from "../engine/carry-out.ts";
import { trialOf } from "../engine/on-trial.ts";
import { readOwnRun } from "../engine/own-run.ts";
import { select } from "../engine/select.ts";
import type { Work } from "../engine/with-work.ts";
import { blamer } from "../judge/blame.ts";
import type { CellRecord } from "../judge/fold.ts";
import { groundsOf } from "../judge/grounds.ts";
import type { Catalog } from "../model/catalog.ts";
import type { CellBlame } from "../model/cell-view.ts";
import { GatehouseError } from "../model/errors.ts";
import { type CellId, isPlain, parseCell, printLane } from "../model/ids.ts";
import type { ReleaseCandidate } from "../plan/candidates.ts";
import { parseFilter } from "../plan/filter.ts";
import { everything } from "../plan/profile.ts";
import { withoutTrust } from "./hearing.ts";

// The cell's own release beside the current ones of all runtimes: nothing else is asked.
const releasesFor = (catalog: Catalog, { lane }: CellId): ReleaseCandidate[] => {
  const all = [...catalog.runtimes.values()].flatMap(({ manifest, releases }) =>
    releases.map((release): ReleaseCandidate => ({ runtime: manifest.id, release })),
  );
  const wanted = all.filter(({ runtime, release }) => release.current || (runtime === lane.runtime && release.version === lane.version));
  return lane.version.startsWith("path:") ? [...wanted, { runtime: lane.runtime, release: { version: lane.version, current: true } }] : wanted;
};

/** The cells that would tell whose fault a cell's failure is, where nothing is known: as filters. */
export const askedFor = (id: CellId, catalog: Catalog): readonly string[] => {
  const failing = { id, artifact: undefined, state: { is: "judged", verdict: { is: "fail", cause: "exit", detail: "" } } } as const;
  const blame = blamer([failing], groundsOf({ toolchains: [], artifacts: [] }, catalog))(failing);
  return blame.on === "undetermined" ? blame.run : [];
};

/**
 * Runs a cell and those that would tell whose fault its failure is, and tells. Throws a GatehouseError for a cell that cannot
 * be run here.
 */
export const blameCell = async (work: Work, text: string): Promise<CellBlame> => {
  const id = parseCell(text);
  const tried = trialOf(work.root, work.session.catalog, [id]);
  const session = tried ? { ...work.session, catalog: tried.catalog } : work.session;
  const { catalog } = session;
  const terms = [text, ...askedFor(id, catalog)];
  const selection = await select(session, { ...everything, lanes: isPlain(id.lane) ? "bare" : "all" }, parseFilter(terms), work.progress, {
    releases: releasesFor(catalog, id),
  });
  if (!selection.cells.some((cell) => cell.text === text)) {
    const lacking = selection.unavailable.flatMap((line) => (printLane(id.lane).startsWith(line.id) ? line.evidence.filter(({ pass }) => !pass) : []))[0];
    throw new GatehouseError("blame/absent", `${text} cannot be run here${lacking ? `: ${lacking.name}` : ""}`, {
      hint: lacking?.hint ?? "`gatehouse doctor` tells what this machine lacks",
    });
  }
  const run = await carryOut({ ...work, session }, selection, {
    ...{ profile: "full", terms, jobs: undefined, repeat: 1, shuffle: undefined },
    ...{ trial: tried?.trial.name, beside: text },
  });
  const { record } = readOwnRun(work, run);
  const cells = withoutTrust(record);
  const own = cells.find((cell) => cell.text === text) as CellRecord;
  const passed = own.state.is === "judged" && own.state.verdict.is === "pass";
  return {
    cell: text,
    run,
    state: own.state,
    blame: passed ? undefined : blamer(cells, groundsOf(record, catalog))(own),
    siblings: cells.filter((cell) => cell !== own).map(({ text: cell, state }) => ({ cell, state })),
  };
};
