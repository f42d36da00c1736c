import { gatehouse } from "../model/command.ts";
import type { Policy } from "../model/policy.ts";
import type { Capability } from "../model/words.ts";
import { badgeFiles } from "./badges.ts";
import { placesIn, type SiteIndex, toIndex } from "./columns.ts";
import { type ContractView, toContract } from "./contracts.ts";
import { toCsv } from "./csv.ts";
import { type CellDetail, toChunk, toDetail } from "./details.ts";
import { type Document, documentPages, guideOf, toProses, toTopics } from "./documents.ts";
import { toFailures } from "./failures.ts";
import { h, legend, type Page, toHtml } from "./html.ts";
import { languagePage } from "./language-page.ts";
import { toLanguages } from "./languages.ts";
import { toOverview } from "./overview.ts";
import { overviewMarkdown } from "./overview-markdown.ts";
import { overviewPage } from "./overview-page.ts";
import { toPerformance } from "./performance.ts";
import { performancePage } from "./performance-page.ts";
import { releasePage } from "./release-page.ts";
import { toReleases } from "./releases.ts";
import { shownStates } from "./states.ts";
import type { SiteData, SiteFile, Worth } from "./types.ts";
import { toFaults, toSuites } from "./worth.ts";
import { faultsPage, suitesPage } from "./worth-pages.ts";

// A classic script, since a page of file:// may load no other.
const script = (name: string, value: unknown): SiteFile => [
  `data/${name}.js`,
  `(window.gatehouseData ??= {})[${JSON.stringify(name)}] = ${JSON.stringify(value)};\n`,
];

const json = (path: string, value: unknown): SiteFile => [path, `${JSON.stringify(value, undefined, 1)}\n`];

function* chunkFiles(data: SiteData, index: SiteIndex): Generator<SiteFile> {
  const placeOf = placesIn(index);
  const placed = data.cells.map((cell) => ({ cell, ...placeOf(cell) }));
  for (const [chunk, own] of Map.groupBy(placed, ({ row }) => Math.floor(row / index.rowsPerChunk)))
    yield script(`cells/${chunk}`, toChunk(own.map(({ cell, row, lane }): readonly [string, CellDetail] => [`${row}:${lane}`, toDetail(cell, data)])));
}

function* contractFiles({ catalog, cells }: SiteData): Generator<SiteFile> {
  const used = new Set(cells.map(({ id }) => `${id.workload}/${id.case}`));
  for (const [id, workload] of catalog.workloads) {
    const own = workload.cases
      .filter((entry) => used.has(`${id}/${entry.id}`))
      .map((entry): [string, ContractView] => [`${id}/${entry.id}`, toContract(workload, entry)]);
    if (own.length > 0) yield script(`cases/${id}`, Object.fromEntries(own));
  }
}

const drawn = (id: string, title: string, path: string, scripts: readonly string[], heading: boolean, ...more: Page["main"][]): Page => ({
  path,
  title,
  scripts: ["data/index.js", ...scripts],
  json: "cells.json",
  main: [
    heading && h("h1", null, title),
    h("noscript", null, h("p", null, "This page takes scripts. All cells are in cells.csv and cells.json, beside it.")),
    h("div", { id }),
    ...more,
  ],
});

/** What a site holds beside its cells. */
export interface SiteWorks {
  readonly worth: Worth;
  readonly policy: Policy;
  readonly documents: readonly Document[];
  /** Whether it is served, and hears of a run under way. */
  readonly live: boolean;
}

/** Every file of a site but for scripts and styles that all sites have. */
export function* siteFiles(data: SiteData, { worth, policy, documents, live }: SiteWorks): Generator<SiteFile> {
  const needs = new Map<string, readonly Capability[]>(
    [...data.catalog.workloads].flatMap(([id, { cases }]) => cases.map((entry) => [`${id}/${entry.id}`, entry.needs] as const)),
  );
  const index = toIndex(data.cells, (name) => needs.get(name) ?? []);
  const releases = toReleases(data, policy);
  const overview = toOverview(data, index, releases);
  const made = `Written by ${data.harness} on ${data.day} from ${data.sources.length} records.`;
  const languages = toLanguages(data, (language) => toFailures(index, (route) => route.startsWith(`${language}/`)));
  const performance = worth.sets.map(toPerformance);
  const suites = worth.coverage && toSuites(worth.coverage);
  const faults = worth.faults && toFaults(worth.faults);
  const proses = toProses(documents);
  const pages: readonly Page[] = [
    performancePage(performance),
    suitesPage(suites),
    faultsPage(faults),
    overviewPage(overview),
    ...languages.map((view) => languagePage(view, proses.has(guideOf(view.id)))),
    ...releases.map((view) => releasePage(view, { data, failures: toFailures(index, (_, lane) => view.lanes.includes(lane)) })),
    { ...drawn("matrix", "Matrix", "matrix.html", ["assets/pivot.js", "assets/matrix.js"], true, legend()), wide: true },
    { ...drawn("compare", "Compare", "compare.html", ["assets/compare.js"], true, legend()), wide: true },
    drawn("cell", "Cell", "cell.html", ["assets/cell.js"], false),
    ...documentPages(proses),
  ];
  for (const page of pages) yield [page.path, toHtml(page, made)];
  yield json("index.json", overview);
  for (const view of languages) yield json(`language/${view.id}.json`, view);
  for (const view of releases) yield json(`release/${view.slug}.json`, view);
  yield json("performance.json", performance);
  yield json("suites.json", suites ?? []);
  yield json("faults.json", faults ?? {});
  yield json("cells.json", index);
  yield script("performance", performance);
  yield* worth.samples;
  yield* badgeFiles(data, languages, releases);
  yield ["cells.csv", toCsv(data.cells)];
  yield ["matrix.md", overviewMarkdown(overview)];
  yield script("site", { states: shownStates, sources: data.sources, gatehouse, live, unfinished: data.unfinished });
  yield script("topics", toTopics(proses));
  yield script("index", index);
  yield* contractFiles(data);
  yield* chunkFiles(data, index);
}
