import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { mergeReports, toReport } from "../measure/report.ts";
import { type Catalog, referenceLanguage } from "../model/catalog.ts";
import { readCoverage } from "../record/coverage.ts";
import { publishedFaults, readFaultsText } from "../record/faults.ts";
import { samplesAt } from "../record/performance.ts";
import { readSamples } from "../record/samples.ts";
import type { SiteFile, Worth } from "./types.ts";

/** Reads what is published about the suite and of times. Throws a GatehouseError for the first file that is not whole. */
export const readWorth = (root: string, catalog: Catalog): Worth => {
  const folder = join(root, "results/performance");
  const names = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])) : [];
  const sets = names.sort().map((name) => {
    const paths = samplesAt(join(folder, name));
    const runs = paths.map(readSamples);
    const report = mergeReports(runs.map(({ header, lines }) => toReport(header, lines, referenceLanguage(catalog))));
    return { name, report, files: paths.map((path): SiteFile => [`samples/${name}/${basename(path)}`, readFileSync(path, "utf8")]) };
  });
  return {
    coverage: readCoverage(root),
    faults: existsSync(publishedFaults(root)) ? readFaultsText(publishedFaults(root)) : undefined,
    sets: sets.map(({ name, report, files }) => ({ name, report, samples: files.map(([path]) => path) })),
    samples: sets.flatMap(({ files }) => files),
  };
};
