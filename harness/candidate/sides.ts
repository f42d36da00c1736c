import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { loadExpectations } from "../catalog/expectations.ts";
import { type LiveSide, parseRelease } from "../engine/named-release.ts";
import { currentDay } from "../host/clock.ts";
import { type CellRecord, foldRun, type RunRecord } from "../judge/fold.ts";
import { standings } from "../judge/standing.ts";
import type { Catalog } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import { printRelease, type ReleaseId } from "../model/ids.ts";
import { heldAgainst, readPublished } from "../record/published.ts";
import { readJournal } from "../record/read.ts";
import { findJournal } from "../record/runs.ts";
import { withoutTrust } from "./hearing.ts";

/** What an earlier run, of this machine or of another, recorded of a release. */
export interface RecordedSide {
  readonly kind: "recorded";
  readonly name: string;
  readonly release: ReleaseId;
  readonly cells: readonly CellRecord[];
  /** What compiled them, by LANGUAGE/TOOLCHAIN. */
  readonly toolchains: ReadonlyMap<string, string>;
  readonly harness: string;
  /** Folder with blobs of streams, where they were kept. */
  readonly journal: string | undefined;
  readonly complete: boolean;
  /** What its run lacked; undefined where nobody knows. */
  readonly absent: RunRecord["unavailable"] | undefined;
}

export type GateSide = LiveSide | RecordedSide;

// A run has many lanes; a gate is about one release of them.
const oneRelease = (cells: readonly CellRecord[], wanted: string | undefined, text: string): ReleaseId => {
  const releases = new Map(cells.map(({ id }) => [printRelease(id.lane), { runtime: id.lane.runtime, version: id.lane.version }]));
  const found = wanted === undefined && releases.size === 1 ? [...releases.values()][0] : releases.get(wanted ?? "");
  if (found) return found;
  throw new GatehouseError("gate/which-release", wanted ? `${text} has no cell of ${wanted}` : `${text} has ${releases.size} releases`, {
    hint: `name one: ${text.split(",")[0]},RELEASE; there are: ${[...releases.keys()].join(", ") || "none"}`,
  });
};

const readRun = async (text: string, root: string, catalog: Catalog): Promise<RecordedSide> => {
  const [run, wanted] = text.slice("run:".length).split(",");
  const journal = findJournal(root, run);
  const { header, lines } = readJournal(journal);
  const record = foldRun(header, lines, await loadExpectations(catalog), currentDay());
  if (record.reused > 0)
    throw new GatehouseError("gate/reused", `${record.reused} cells of run ${header.run} did not run: their rows are those of an earlier run`, {
      hint: "run again, without --reuse",
    });
  const cells = withoutTrust(record);
  const release = oneRelease(cells, wanted, text);
  return {
    kind: "recorded",
    name: `${printRelease(release)} of run ${header.run}`,
    release,
    cells: cells.filter(({ id }) => printRelease(id.lane) === printRelease(release)),
    toolchains: new Map(record.toolchains.map(({ id, digest }) => [id, digest])),
    harness: header.harness,
    journal,
    complete: record.complete,
    absent: record.unavailable,
  };
};

const readRecord = async (text: string, catalog: Catalog): Promise<RecordedSide> => {
  const path = resolve(text.slice("record:".length));
  if (!existsSync(path))
    throw new GatehouseError("gate/record", `there is no record ${JSON.stringify(path)}`, { hint: "published records are below results/releases" });
  const published = heldAgainst(readPublished(path), standings(await loadExpectations(catalog), currentDay()));
  const { header } = published;
  const own = withoutTrust(published);
  const release = oneRelease(own, undefined, text);
  return {
    kind: "recorded",
    name: `${printRelease(release)} as published`,
    release,
    cells: own,
    toolchains: new Map(header.toolchains.map(({ id, digest }) => [id, digest])),
    harness: header.harness,
    journal: undefined,
    complete: true,
    absent: undefined,
  };
};

/** What a user names as candidate or baseline. Throws a GatehouseError where it is none. */
export const readSide = (text: string, root: string, catalog: Catalog): Promise<GateSide> => {
  if (text.startsWith("run:")) return readRun(text, root, catalog);
  return text.startsWith("record:") ? readRecord(text, catalog) : Promise.resolve(parseRelease(text, catalog));
};
