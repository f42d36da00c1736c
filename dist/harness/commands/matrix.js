import { declare } from "./declare.js";
import { outletOptions } from "./options.js";
export const command = declare({
    name: "matrix",
    words: "[run]",
    about: "show the matrix of a run: the newest, or the one named",
    examples: ["gatehouse matrix", "gatehouse matrix 20261121T09 --json", "gatehouse matrix --junit run.xml"],
    options: outletOptions,
    act: async (root, [run], options) => {
        const { showRun } = await import("./show-run.js");
        return showRun(root, run, options);
    },
});
