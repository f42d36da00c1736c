import { declare } from "./declare.ts";
import { outletOptions } from "./options.ts";

export const command = declare({
  name: "merge",
  words: "<run...>",
  about: "put the journals of all shards of a run together",
  examples: ["gatehouse merge 20261121T0930 20261121T0931", "gatehouse merge shard-1/journal.ndjson shard-2/journal.ndjson --junit run.xml"],
  options: outletOptions,
  act: async (root, runs, options) => {
    const { mergeShards } = await import("../record/merge.ts");
    const { findJournal } = await import("../record/runs.ts");
    const { showRun } = await import("./show-run.ts");
    const paths = runs.map((run) => findJournal(root, run));
    return showRun(root, mergeShards(root, paths), [], options);
  },
});
