import { join, resolve } from "node:path";
import { formatBytes } from "../model/text.ts";
import { declare, runWords, splitRun, text } from "./declare.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "report",
  words: runWords,
  about: "write a site of a run and of what is published, which a browser opens as files",
  examples: ["gatehouse report", "gatehouse report --out /tmp/site", "gatehouse report 20261121T09 language=rust"],
  options: { out: text("--out <folder>", "where the site is written (default: results/site)") },
  act: async (root, words, { json, out }) => {
    const { loadPolicy } = await import("../catalog/policy.ts");
    const { readSite } = await import("../site/read.ts");
    const { readWorth } = await import("../site/read-worth.ts");
    const { siteFiles } = await import("../site/files.ts");
    const { checkSiteFolder, writeSite } = await import("../site/write.ts");
    const folder = out === undefined ? join(root, "results/site") : resolve(out);
    checkSiteFolder(folder);
    const { run, terms } = splitRun(words);
    const data = await readSite(root, run, terms);
    const { files, bytes } = writeSite(folder, siteFiles(data, readWorth(root, data.catalog), await loadPolicy(data.catalog)));
    const page = join(folder, "index.html");
    print(json, { page, cells: data.cells.length, files, bytes }, (style) => [
      `${style.bold(page)}  ${data.cells.length} cells, ${files} files, ${formatBytes(bytes)}`,
    ]);
    return 0;
  },
});
