import { declare } from "./declare.js";
import { outletOptions } from "./options.js";
export const command = declare({
    name: "merge",
    words: "<run...>",
    about: "put the journals of all shards of a run together",
    examples: ["gatehouse merge 20261121T0930 20261121T0931", "gatehouse merge shard-1/journal.ndjson shard-2/journal.ndjson --junit run.xml"],
    options: outletOptions,
    act: async (root, runs, options) => {
        const { mergeShards } = await import("../record/merge.js");
        const { findJournal } = await import("../record/runs.js");
        const { showRun } = await import("./show-run.js");
        const paths = runs.map((run) => findJournal(root, run));
        return showRun(root, mergeShards(root, paths), [], options);
    },
});
