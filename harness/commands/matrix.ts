import { gatehouse } from "../model/command.ts";
import { GatehouseError } from "../model/errors.ts";
import { declare, runWords, splitRun, text } from "./declare.ts";
import { outletOptions } from "./options.ts";
import { print } from "./output.ts";

const overReleases = async (root: string, terms: readonly string[], { json, markdown }: { json: boolean; markdown: string | undefined }): Promise<number> => {
  const { resolve } = await import("node:path");
  const { writeAtomic } = await import("../host/files.ts");
  const { checkOutputs } = await import("./outlets.ts");
  const { readOverReleases } = await import("../review/over-releases.ts");
  const { overReleasesLines, overReleasesMarkdown } = await import("../report/over-releases.ts");
  checkOutputs([markdown]);
  const told = await readOverReleases(root, terms);
  if (markdown !== undefined) writeAtomic(resolve(markdown), overReleasesMarkdown(told));
  print(json, told, (style) =>
    told.tracks.length > 0 ? overReleasesLines(told, terms.length > 0, style) : [`nothing is published yet: ${gatehouse} publish RUN`],
  );
  return 0;
};

export const command = declare({
  name: "matrix",
  words: runWords,
  about: "show the matrix of a run, whole or filtered: the newest, or the one named; or of what is published, over releases",
  examples: [
    "gatehouse matrix",
    "gatehouse matrix language=rust",
    "gatehouse matrix 20261121T09 --json",
    "gatehouse matrix --junit run.xml",
    "gatehouse matrix --over releases runtime=wasmtime      language by capability, release by release, and what changed",
  ],
  options: { ...outletOptions, over: text("--over <what>", "releases: what is published of each release, in place of a run") },
  act: async (root, words, { over, ...options }) => {
    const { run, terms } = splitRun(words);
    if (over === undefined) {
      const { showRun } = await import("./show-run.ts");
      return showRun(root, run, terms, options);
    }
    if (over !== "releases") throw new GatehouseError("usage/over", `nothing goes over ${JSON.stringify(over)}`, { hint: "write --over releases" });
    if (run !== undefined) throw new GatehouseError("usage/over", "published records are of no single run", { hint: "leave the run out" });
    if (options.junit !== undefined)
      throw new GatehouseError("usage/over", "JUnit XML is of one run", { hint: "leave --junit out; --markdown and --json are there" });
    return overReleases(root, terms, options);
  },
});
