import { declare } from "./declare.js";
import { print } from "./output.js";
export const command = declare({
    name: "judge",
    words: "[run]",
    about: "judge the facts of a run again, and tell which verdicts are others today",
    examples: ["gatehouse judge", "gatehouse judge 20261121T09 --json"],
    act: async (root, [run], { json }) => {
        const { readRun } = await import("../review/read-run.js");
        const { rejudgedLines } = await import("../report/rejudged.js");
        const { header, cells, rejudged } = (await readRun(root, run)).record;
        print(json, { run: header.run, cells: cells.length, rejudged }, () => rejudgedLines(header.run, cells.length, rejudged));
        return rejudged.length === 0 ? 0 : 1;
    },
});
