import { gatehouse } from "../model/command.ts";
import { declare, filterWords } from "./declare.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "releases",
  words: filterWords,
  about: "show what is published: each language, release by release",
  examples: ["gatehouse releases", "gatehouse releases language=rust,go runtime=wasmtime", "gatehouse releases --json"],
  act: async (root, terms, { json }) => {
    const { readHistories } = await import("../review/histories.ts");
    const { releasesLines } = await import("../report/releases.ts");
    const histories = await readHistories(root, terms);
    print(json, histories, (style) => (histories.length > 0 ? releasesLines(histories, style) : [`nothing is published yet: ${gatehouse} publish RUN`]));
    return 0;
  },
});
