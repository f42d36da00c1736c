import { printLane } from "../model/ids.ts";
import { byText } from "../model/record.ts";
import { several } from "../model/text.ts";
import { groupMissing } from "../report/missing.ts";
import type { SiteIndex } from "./columns.ts";
import { type FailureView, toFailures } from "./failures.ts";
import type { ReleaseView } from "./releases.ts";
import { type Square, toTable } from "./squares.ts";
import { isCounted, isGood } from "./states.ts";
import type { SiteData } from "./types.ts";

/** The first page: what one screen tells. */
export interface Overview {
  readonly passed: number;
  readonly total: number;
  readonly releases: readonly ReleaseView[];
  /** Languages down, lanes of the newest releases across. */
  readonly lanes: readonly string[];
  readonly languages: readonly { readonly id: string; readonly name: string; readonly tier: number; readonly squares: readonly (Square | undefined)[] }[];
  /** What has no written reason first, then what explains most. */
  readonly failures: readonly FailureView[];
  /** What nobody knows, a sentence each. */
  readonly unknown: readonly string[];
  readonly unfinished: SiteData["unfinished"];
}

const unknownOf = (data: SiteData, squares: Overview["languages"], lanes: readonly string[]): string[] => {
  const holes = squares.flatMap(({ name, squares: own }) => own.flatMap((square, column) => (square ? [] : [[name, lanes[column] as string] as const])));
  const count = (code: string): number => data.cells.filter((cell) => cell.code === code).length;
  const confidential = [...data.catalog.keeps.values()].filter(({ manifest }) => manifest.confidential);
  const unproven = confidential.filter(({ manifest }) => !data.cells.some(({ id, code }) => id.lane.keep === manifest.id && code !== "x" && code !== "n"));
  return [
    ...(data.unfinished
      ? [
          `Run ${data.unfinished.run} ${data.unfinished.is === "running" ? "is under way" : "ended early"}: ${data.unfinished.planned - data.unfinished.done} of ${data.unfinished.planned} cells have no row yet.`,
        ]
      : []),
    ...[...Map.groupBy(holes, ([, lane]) => lane)].map(([lane, own]) => `Nothing of ${own.map(([name]) => name).join(", ")} ran in ${lane}.`),
    ...(count("n") > 0 ? [`${several(count("n"), "cell")} cannot be set up by the lane's host: they did not run.`] : []),
    ...(unproven.length > 0 ? [`No cell ran in an attested Keep of ${unproven.map(({ manifest }) => manifest.name).join(", ")}.`] : []),
    ...groupMissing(data.unavailable).map(({ what, name, count: many }) => `The machine of the newest run lacks ${what}${many > 1 ? "s" : ""} ${name}.`),
  ];
};

/** Folds the site to its first page. Lanes are those of the newest release of each runtime; cells that tell a lane's trust are left out. */
export const toOverview = (data: SiteData, index: SiteIndex, releases: readonly ReleaseView[]): Overview => {
  const newest = new Set(releases.filter(({ newest: own }) => own).flatMap(({ lanes }) => lanes));
  const cells = data.cells.filter(({ id }) => data.catalog.workloads.get(id.workload)?.manifest.kind !== "trust");
  const shown = cells.filter(({ id }) => newest.has(printLane(id.lane)));
  const lanes = [...new Set(shown.map(({ id }) => printLane(id.lane)))].sort(byText);
  const table = toTable(
    shown,
    ({ id }) => id.language,
    ({ id }) => printLane(id.lane),
  );
  const languages = [...table.keys()]
    .map((id) => {
      const manifest = data.catalog.languages.get(id)?.manifest;
      return { id, name: manifest?.name ?? id, tier: manifest?.tier ?? 3, squares: lanes.map((lane) => table.get(id)?.get(lane)) };
    })
    .sort((a, b) => a.tier - b.tier || byText(a.id, b.id));
  return {
    passed: cells.filter(({ code }) => isGood(code)).length,
    total: cells.filter(({ code }) => isCounted(code)).length,
    ...{ releases, lanes, languages },
    failures: toFailures(index),
    unknown: unknownOf(data, languages, lanes),
    unfinished: data.unfinished,
  };
};
