import { gatehouse } from "../model/command.ts";
import { printLane, printRoute } from "../model/ids.ts";
import type { Policy } from "../model/policy.ts";
import type { Capability } from "../model/words.ts";
import { type SiteIndex, toIndex } from "./columns.ts";
import { type ContractView, toContract } from "./contracts.ts";
import { toCsv } from "./csv.ts";
import { type CellDetail, toChunk, toDetail } from "./details.ts";
import { h, legend, type Page, toHtml } from "./html.ts";
import { toOverview } from "./overview.ts";
import { overviewPage } from "./overview-page.ts";
import { toReleases } from "./releases.ts";
import { shownStates } from "./states.ts";
import type { SiteData } from "./types.ts";

/** Files of a site: a path, and its text. They come one by one, since a large site has many. */
export type SiteFile = readonly [path: string, text: string];

// A classic script, since a page of file:// may load no other.
const script = (name: string, value: unknown): SiteFile => [
  `data/${name}.js`,
  `(window.gatehouseData ??= {})[${JSON.stringify(name)}] = ${JSON.stringify(value)};\n`,
];

const json = (path: string, value: unknown): SiteFile => [path, `${JSON.stringify(value, undefined, 1)}\n`];

const ranks = (names: readonly string[]): ReadonlyMap<string, number> => new Map(names.map((name, at) => [name, at]));

function* chunkFiles(data: SiteData, index: SiteIndex): Generator<SiteFile> {
  const [laneAt, routeAt, caseAt] = [ranks(index.lanes), ranks(index.routes), ranks(index.cases)];
  const rowAt = new Map(index.rowCase.map((own, row) => [own * index.routes.length + (index.rowRoute[row] as number), row]));
  const placed = data.cells.map((cell) => {
    const { id } = cell;
    const key = (caseAt.get(`${id.workload}/${id.case}`) ?? 0) * index.routes.length + (routeAt.get(printRoute(id)) ?? 0);
    const row = rowAt.get(key) ?? 0;
    return { cell, row, lane: laneAt.get(printLane(id.lane)) };
  });
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

/** Every file of a site but for scripts and styles that all sites have. `live`: whether it is served, and hears of a run under way. */
export function* siteFiles(data: SiteData, policy: Policy, live = false): Generator<SiteFile> {
  const needs = new Map<string, readonly Capability[]>(
    [...data.catalog.workloads].flatMap(([id, { cases }]) => cases.map((entry) => [`${id}/${entry.id}`, entry.needs] as const)),
  );
  const index = toIndex(data.cells, (name) => needs.get(name) ?? []);
  const releases = toReleases(data, policy);
  const overview = toOverview(data, index, releases);
  const made = `Written by ${data.harness} on ${data.day} from ${data.sources.length} records.`;
  const pages: readonly Page[] = [
    overviewPage(overview),
    { ...drawn("matrix", "Matrix", "matrix.html", ["assets/pivot.js", "assets/matrix.js"], true, legend()), wide: true },
    drawn("cell", "Cell", "cell.html", ["assets/cell.js"], false),
  ];
  for (const page of pages) yield [page.path, toHtml(page, made)];
  yield json("index.json", overview);
  yield json("cells.json", index);
  yield ["cells.csv", toCsv(data.cells)];
  yield script("site", { states: shownStates, sources: data.sources, gatehouse, live, unfinished: data.unfinished });
  yield script("index", index);
  yield* contractFiles(data);
  yield* chunkFiles(data, index);
}
