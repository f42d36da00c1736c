import { declare, runWords, splitRun } from "./declare.js";
import { outletOptions } from "./options.js";
export const command = declare({
    name: "matrix",
    words: runWords,
    about: "show the matrix of a run, whole or filtered: the newest, or the one named",
    examples: ["gatehouse matrix", "gatehouse matrix language=rust", "gatehouse matrix 20261121T09 --json", "gatehouse matrix --junit run.xml"],
    options: outletOptions,
    act: async (root, words, options) => {
        const { showRun } = await import("./show-run.js");
        const { run, terms } = splitRun(words);
        return showRun(root, run, terms, options);
    },
});
