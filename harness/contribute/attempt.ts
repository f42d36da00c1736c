import { join } from "node:path";
import { carryOut } from "../engine/carry-out.ts";
import { readOwnRun } from "../engine/own-run.ts";
import { type Selection, select } from "../engine/select.ts";
import type { Work } from "../engine/with-work.ts";
import type { RunRecord } from "../judge/fold.ts";
import { groundsOf } from "../judge/grounds.ts";
import type { BlameGrounds } from "../judge/witness.ts";
import type { StreamFact } from "../model/generated/journal.ts";
import type { ProfileName } from "../model/words.ts";
import { parseFilter } from "../plan/filter.ts";
import { profiles } from "../plan/profile.ts";
import { readBlob } from "../record/blobs.ts";
import { closeScratch, openScratch } from "../run/scratch.ts";

/** What came of building and running some cells. */
export interface Attempt {
  readonly record: RunRecord;
  readonly grounds: BlameGrounds;
  readonly selection: Selection;
  /** What a program wrote on its streams, by cell, where it failed. */
  readonly said: ReadonlyMap<string, { readonly stdout: string; readonly stderr: string }>;
}

const shownBytes = 600;

const readSaid = (fact: StreamFact, journal: string): string => readBlob(journal, fact)?.subarray(0, shownBytes).toString("utf8") ?? "";

/**
 * Provisions, builds and runs what filters select, in every lane of this machine: a run like any other, whose journal
 * goes to a folder that is removed, so that the newest run of the project stays the one that somebody asked for.
 */
export const attempt = async (work: Work, profile: ProfileName, terms: readonly string[]): Promise<Attempt> => {
  const { session, progress, known } = work;
  // What is not current is no business of a contributor's.
  const selection = await select(session, { ...profiles[profile], history: false }, parseFilter(terms), progress);
  const root = openScratch(join(session.store, "tmp"));
  try {
    const run = await carryOut({ ...work, root }, selection, { profile, terms, jobs: undefined, repeat: 1, shuffle: undefined });
    const { record, journal: path } = readOwnRun({ root, known }, run);
    const said = record.cells.flatMap(({ text, observation, standing }) =>
      observation && standing.is === "unexpected-fail"
        ? [[text, { stdout: readSaid(observation.stdout, path), stderr: readSaid(observation.stderr, path) }] as const]
        : [],
    );
    return { record, grounds: groundsOf(record, session.catalog), selection, said: new Map(said) };
  } finally {
    closeScratch(root);
  }
};
