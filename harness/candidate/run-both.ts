import { carryOut } from "../engine/carry-out.ts";
import { checkSomething } from "../engine/check-something.ts";
import { readOwnRun } from "../engine/own-run.ts";
import type { Selection } from "../engine/select.ts";
import type { Work } from "../engine/with-work.ts";
import type { CellRecord } from "../judge/fold.ts";
import { type HearingOptions, withoutTrust } from "./hearing.ts";
import { runSiblings } from "./siblings.ts";

/** Runs cells, then the siblings of those that fail; returns the records of both runs. */
export const runBoth = async (
  work: Work,
  selection: Selection,
  options: HearingOptions & { readonly trial?: string },
  terms: readonly string[],
  fails: (cell: CellRecord) => boolean,
) => {
  checkSomething(selection);
  const carry = { profile: options.profile, terms, jobs: options.jobs, repeat: 1, shuffle: undefined, trial: options.trial, gate: true };
  const main = readOwnRun(work, await carryOut(work, selection, carry));
  const failing = withoutTrust(main.record).filter(fails);
  const ran = new Set(main.record.cells.map(({ text }) => text));
  const more = work.interrupted() ? undefined : await runSiblings(work, failing, ran, { ...carry, beside: main.record.header.run });
  const siblings = more === undefined ? undefined : readOwnRun(work, more);
  return { main, siblings, journals: [main.journal, ...(siblings ? [siblings.journal] : [])] };
};
