import { join, resolve } from "node:path";
import { kindOf } from "../build/wasm.ts";
import { carryOut } from "../engine/carry-out.ts";
import { readOwnRun } from "../engine/own-run.ts";
import { select } from "../engine/select.ts";
import { type Work, withWork } from "../engine/with-work.ts";
import { withWorkshop } from "../engine/workshop.ts";
import { monotonic } from "../host/clock.ts";
import { laidFolders, layFolders } from "../host/environment.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Shrunk, ShrunkAmounts } from "../model/generated/shrink.ts";
import { mayReach, parseFilter } from "../plan/filter.ts";
import { everything } from "../plan/profile.ts";
import { closeScratch, openScratch } from "../run/scratch.ts";
import { cellTerms } from "../trace/find.ts";
import { amountsOf } from "./inputs.ts";
import { openMutate } from "./mutate.ts";
import { fewerInputs, fewerInstructions, fewerParts, functionsOf, type Search } from "./steps.ts";
import { findSmallable, openSubject, type ReferenceOptions, type Subject, whyWhole } from "./subject.ts";
import { failureOf, type Small, Tries } from "./tries.ts";
import { checkFree, folderName, smallCell, writeSmall } from "./write.ts";

/** How a cell is made smaller, and where the small one is written; undefined: here, by the cell's name. */
export interface ShrinkOptions extends ReferenceOptions {
  readonly out: string | undefined;
  /** After so many random steps in a row that lead nowhere, the program is as small as it gets. */
  readonly steps: number;
}

const amounts = ({ wasm, inputs }: Small): ShrunkAmounts => {
  const functions = functionsOf(wasm);
  return { bytes: wasm.length, ...(functions === undefined ? {} : { functions }), ...(inputs ? amountsOf(inputs) : {}) };
};

const estimates = { build: 4, leastTry: 0.02 };

// Whether a smaller cell fails as the whole one does, and still passes where that passes.
const holdsUp =
  ({ own, mostMs, failure, reference }: Subject, tries: Tries, stopped: () => boolean) =>
  async (small: Small): Promise<boolean> => {
    if (stopped()) return false;
    try {
      const { verdict } = await tries.run(own, small, mostMs);
      if (failureOf(verdict) !== failure || stopped()) return false;
      return !reference || ((await tries.run(reference.own, small, reference.mostMs)).verdict.is === "pass" && !stopped());
    } catch (error) {
      // What was ended with the search says nothing.
      if (stopped()) return false;
      throw error;
    }
  };

/** Makes a program and its inputs smaller; tells `found` of each smaller one, and what is left as it is. */
const seek = async (work: Work, subject: Subject, tries: Tries, steps: number, folder: string, found: (small: Small) => void): Promise<string[]> => {
  const { own, whole, failure, reference, wallMs } = subject;
  const seconds = Math.max(estimates.leastTry, (wallMs * (reference ? 2 : 1)) / 1000);
  const search: Search = { holds: holdsUp(subject, tries, work.interrupted), stopped: work.interrupted, progress: work.progress, seconds, found };
  const notes: string[] = [];
  if (!reference) notes.push("no other lane vouches for it: the small program may fail everywhere");
  if (!whole.inputs) notes.push("somebody talks with it, or loads files beside it: its inputs stay as they are");
  const small = await fewerInputs(search, whole);
  const why = whyWhole(own, kindOf(whole.wasm));
  if (why !== undefined) return [...notes, why];
  const traps = failure.startsWith("trap:");
  const fewer = await fewerParts(search, small, traps);
  if (work.interrupted()) return notes;
  const mutate = await openMutate(work.session, folder);
  if ("why" in mutate) return [...notes, `its functions stay as they are, for wasm-tools is not here: ${mutate.why}`];
  // Steps make functions that nothing takes any more, and inputs that nothing reads.
  await fewerInputs(search, await fewerParts(search, await fewerInstructions(search, fewer, mutate, steps), traps));
  return notes;
};

interface Sought {
  readonly told: Shrunk;
  readonly failure: string;
}

const search = async (work: Work, said: string, { out: named, steps, ...options }: ShrinkOptions): Promise<Sought> => {
  const began = monotonic();
  const { selection, cell } = await findSmallable(work, said, cellTerms(said));
  const out = resolve(named ?? folderName(cell));
  checkFree(out);
  const { catalog, store } = work.session;
  const text = smallCell(catalog, cell);
  const scratch = openScratch(join(store, "tmp"));
  try {
    return await withWorkshop(work, selection, [cell], { what: "the shrinking", jobs: 1, buildSeconds: estimates.build, keeps: false }, async (workshop) => {
      const tries = new Tries(workshop, join(scratch, "tries"));
      const subject = await openSubject(work, workshop, tries, cell, options);
      const { whole, failure, reference } = subject;
      let best = whole;
      const notes = await seek(work, subject, tries, steps, join(scratch, "steps"), (small) => {
        best = small;
      });
      await writeSmall(out, catalog, cell, whole, best);
      const told: Shrunk = {
        ...{ cell: cell.text, failure, ...(reference ? { passes: reference.own.cell.lane.text } : {}) },
        ...{ before: amounts(whole), after: amounts(best), tried: tries.count, seconds: Math.round((monotonic() - began) / 100) / 10 },
        ...{ notes, small: text, folder: out, complete: !work.interrupted() },
      };
      return { told, failure };
    });
  } finally {
    closeScratch(scratch);
  }
};

// The small cell as any other: what was written is what fails.
const confirm = async (work: Work, cell: string, failure: string): Promise<string> => {
  const terms = [cell];
  const selection = await select(work.session, everything, parseFilter(terms), work.progress);
  const how = { profile: "full", terms, jobs: undefined, repeat: 1, shuffle: undefined, beside: `shrink ${cell}` } as const;
  const run = await carryOut(work, selection, how);
  const record = readOwnRun(work, run).record.cells.find(({ text }) => text === cell);
  const verdict = record?.state.is === "judged" ? record.state.verdict : undefined;
  if (work.interrupted() || (verdict && failureOf(verdict) === failure)) return run;
  throw new GatehouseError("shrink/unconfirmed", `${cell} does not fail by ${failure} in the run ${run}`, {
    hint: `\`gatehouse show --run ${run} ${cell}\` tells what it did; a failure that comes and goes cannot be made smaller`,
    exitCode: 3,
  });
};

/**
 * Makes the program and the inputs of a failing cell smaller as long as it fails in the same way, and writes the smallest as a workload. An
 * interrupted search writes the best so far. Throws a GatehouseError for a cell that there is not, that does not fail, or that does not fail in the same
 * way each time.
 */
export const shrink = async (root: string, said: string, options: ShrinkOptions): Promise<Shrunk> => {
  const { told, failure } = await withWork(root, (work) => search(work, said, options));
  if (!told.complete) return told;
  layFolders([...laidFolders(), told.folder]);
  const filter = parseFilter([told.small]);
  const run = await withWork(
    root,
    (work) => confirm(work, told.small, failure),
    (workload, others) => mayReach(filter, workload, others),
  );
  return { ...told, run };
};
