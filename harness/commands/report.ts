import { join, resolve } from "node:path";
import { formatBytes } from "../model/text.ts";
import type { SiteCell, SiteData } from "../site/types.ts";
import { declare, flag, runWords, splitRun, text, whole } from "./declare.ts";
import { print } from "./output.ts";

/** How many calls of a program a page shows. */
const shownCalls = 300;

// One cell of each failure is run again in this project, in a lane that tells its calls.
const traceFailures = async (root: string, cells: readonly SiteCell[]): Promise<SiteData["traces"]> => {
  const { withWork } = await import("../engine/with-work.ts");
  const { traceCells } = await import("../trace/trace-cell.ts");
  const { traceLines } = await import("../report/trace.ts");
  const { styleOf } = await import("../report/style.ts");
  const { cellsToTrace } = await import("../site/failures.ts");
  const traced = await withWork(root, (work) => traceCells(work, cellsToTrace(cells), shownCalls));
  const told = [...traced].filter(([, { programs }]) => Object.values(programs).some(({ calls }) => calls.length > 0));
  return new Map(told.map(([cell, own]) => [cell, traceLines(own, styleOf(true))]));
};

const makeSite = async (root: string, run: string | undefined, terms: readonly string[], { live, traces }: { live: boolean; traces: boolean }) => {
  const { loadPolicy } = await import("../catalog/policy.ts");
  const { readSite } = await import("../site/read.ts");
  const { readWorth } = await import("../site/read-worth.ts");
  const { siteFiles } = await import("../site/files.ts");
  const { readDocuments } = await import("../site/documents.ts");
  const read = await readSite(root, run, terms);
  const data = traces ? { ...read, traces: await traceFailures(root, read.cells) } : read;
  const [worth, policy, documents] = [readWorth(root, data.catalog), await loadPolicy(data.catalog), readDocuments(data.catalog)];
  return { data, files: siteFiles(data, { worth, policy, documents, live }) };
};

const serveSite = async (root: string, run: string | undefined, terms: readonly string[], port: number | undefined, json: boolean): Promise<number> => {
  const { interruptSignal } = await import("../host/interrupt.ts");
  const { assets } = await import("../site/assets.ts");
  const { openLive } = await import("../site/live.ts");
  const signal = interruptSignal(() => {});
  let cells = 0;
  let size = { files: 0, bytes: 0 };
  const write = async (): Promise<ReadonlyMap<string, string>> => {
    const { data, files } = await makeSite(root, run, terms, { live: true, traces: false });
    const all = new Map([...assets(), ...files]);
    cells = data.cells.length;
    size = { files: all.size, bytes: [...all.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0) };
    return all;
  };
  const live = await openLive(root, port, write);
  print(json, { page: live.url, cells, ...size }, (style) => [`${style.bold(live.url)}  ${cells} cells; Ctrl-C ends it`]);
  await live.watch(signal);
  return 0;
};

export const command = declare({
  name: "report",
  words: runWords,
  about: "write a site of a run and of what is published, which a browser opens as files",
  examples: [
    "gatehouse report",
    "gatehouse report --out /tmp/site",
    "gatehouse report 20261121T09 language=rust",
    "gatehouse report --traces",
    "gatehouse report --serve",
  ],
  options: {
    out: text("--out <folder>", "where the site is written (default: results/site)"),
    serve: flag("--serve", "serve it on this machine alone, with the progress of a run under way, until Ctrl-C"),
    traces: flag("--traces", "run one cell of each failure again, and show its calls to WASI on its page"),
    port: whole("--port <number>", "with --serve: the port (default: a free one)", 5),
  },
  act: async (root, words, { json, out, serve, port, traces }) => {
    const { run, terms } = splitRun(words);
    if (serve) return serveSite(root, run, terms, port, json);
    const { checkSiteFolder, writeSite } = await import("../site/write.ts");
    const folder = out === undefined ? join(root, "results/site") : resolve(out);
    checkSiteFolder(folder);
    const { data, files } = await makeSite(root, run, terms, { live: false, traces });
    const written = writeSite(folder, files);
    const page = join(folder, "index.html");
    print(json, { page, cells: data.cells.length, ...written }, (style) => [
      `${style.bold(page)}  ${data.cells.length} cells, ${written.files} files, ${formatBytes(written.bytes)}`,
    ]);
    return 0;
  },
});
