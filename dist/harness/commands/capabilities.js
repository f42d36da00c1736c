import { declare, runWords, splitRun } from "./declare.js";
import { print } from "./output.js";
export const command = declare({
    name: "capabilities",
    words: runWords,
    about: "show what each language has of each capability, release by release: of a run, and of what is published",
    examples: ["gatehouse capabilities", "gatehouse capabilities rust wasmtime", "gatehouse capabilities 20261121T09 --json"],
    act: async (root, words, { json }) => {
        const { readCapabilities } = await import("../review/capabilities.js");
        const { capabilityLines } = await import("../report/capabilities.js");
        const { run, terms } = splitRun(words);
        const tables = await readCapabilities(root, run, terms);
        print(json, tables, (style) => (tables.length > 0 ? capabilityLines(tables, style) : ["no cell of this run needs any capability"]));
        return 0;
    },
});
