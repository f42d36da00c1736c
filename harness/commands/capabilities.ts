import { declare, flag, runWords, splitRun } from "./declare.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "capabilities",
  words: runWords,
  about: "show what each language has of each capability, release by release: of a run, and of what is published",
  examples: ["gatehouse capabilities", "gatehouse capabilities rust wasmtime", "gatehouse capabilities --all", "gatehouse capabilities 20261121T09 --json"],
  options: { all: flag("--all", "every lane, with reasons; without it and without filters: the lane that tells most, in short") },
  act: async (root, words, { json, all }) => {
    const { readCapabilities } = await import("../review/capabilities.ts");
    const { capabilitiesInShort, capabilityLines } = await import("../report/capabilities.ts");
    const { run, terms } = splitRun(words);
    const tables = await readCapabilities(root, run, terms);
    const lines = all || terms.length > 0 ? capabilityLines : capabilitiesInShort;
    print(json, tables, (style) => (tables.length > 0 ? lines(tables, style) : ["no cell of this run needs any capability"]));
    return 0;
  },
});
