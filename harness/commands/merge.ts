import { mergeShards } from "../record/merge.ts";
import { findJournal } from "../record/runs.ts";
import { showRun } from "./matrix.ts";

/** `gatehouse merge`: puts the journals of all shards of a run together, and shows the matrix of the whole. */
export const mergeCommand = async (root: string, runs: readonly string[], json: boolean): Promise<number> => {
  const run = mergeShards(
    root,
    runs.map((said) => findJournal(root, said)),
  );
  return showRun(root, run, json);
};
