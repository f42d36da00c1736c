import { toGateCells } from "../candidate/cells.ts";
import type { GateCell } from "../gate/cell.ts";
import { compare } from "../gate/compare.ts";
import { sentences } from "../gate/sentences.ts";
import { tierOf } from "../model/catalog.ts";
import type { Change } from "../model/change.ts";
import { printLane, printRelease, printRoute, printTrack } from "../model/ids.ts";
import type { Policy } from "../model/policy.ts";
import { byText } from "../model/record.ts";
import { byVersion } from "../model/semver.ts";
import { printable, shorten } from "../model/text.ts";
import { uniqueNames } from "../model/unique.ts";
import { isBad, isGood } from "./states.ts";
import type { SiteCell, SiteData } from "./types.ts";

/** What a policy would ask of a release, answered by its cells. It is no gate: a gate runs both releases on the same machine. */
export interface ReleaseVerdict {
  /** `expected`: nothing failed that has no written reason; `unknown`: nothing ran that counts. */
  readonly is: "expected" | "unexpected" | "running" | "unknown";
  readonly passed: number;
  readonly total: number;
  /** Failures with a written reason. */
  readonly known: number;
  readonly unsupported: number;
  /** What nobody has explained: failures, losses, surprises. */
  readonly bad: number;
}

/** Cells of a release that changed alike since the one before. */
export interface ChangeView {
  readonly is: Change["is"];
  readonly detail: string;
  readonly cells: readonly string[];
}

export interface ReleaseView {
  /** RUNTIME@VERSION */
  readonly release: string;
  readonly runtime: string;
  readonly version: string;
  /** A file's name for it. */
  readonly slug: string;
  /** Whether none of its runtime is newer here. */
  readonly newest: boolean;
  readonly lanes: readonly string[];
  readonly verdict: ReleaseVerdict;
  /** The release before it here; undefined where there is none. */
  readonly before: string | undefined;
  readonly changes: readonly ChangeView[];
  readonly sentences: readonly string[];
}

/** Judges cells by what a policy asks of a release. */
export const toVerdict = (cells: readonly Pick<SiteCell, "code">[]): ReleaseVerdict => {
  const count = (is: (code: string) => boolean): number => cells.filter(({ code }) => is(code)).length;
  const of = (...codes: readonly string[]): number => count((code) => codes.includes(code));
  const counts = { passed: count(isGood), total: cells.length - of("n"), known: of("k"), unsupported: of("u"), bad: count(isBad) };
  const is = counts.bad > 0 ? "unexpected" : of("r", "t") > 0 ? "running" : counts.passed === 0 ? "unknown" : "expected";
  return { is, ...counts };
};

/** A name that is safe in a file's name and in an address. */
const slugOf = (text: string): string => text.replace(/[^A-Za-z0-9._-]+/g, "-");

const subjectOf = ({ id }: GateCell): string => `${id.workload}/${id.case},${printRoute(id)},${printTrack(id.lane)}`;

const detailOf = (change: Change): string =>
  "detail" in change && change.detail !== undefined ? change.detail : change.is === "incomparable" ? `the ${change.moved} moved` : "";

const changesOf = (before: readonly GateCell[], after: readonly GateCell[]): ChangeView[] => {
  const olds = new Map(before.map((cell) => [subjectOf(cell), cell]));
  const changes = after.flatMap((cell) => {
    const old = olds.get(subjectOf(cell));
    // What only one of them ran tells of the run, not of the release.
    const change = old && compare(old, cell, cell.compared);
    return change && change.is !== "same" ? [{ is: change.is, detail: printable(shorten(detailOf(change).split("\n")[0] ?? "", 300)), cell: cell.text }] : [];
  });
  return [...Map.groupBy(changes, ({ is, detail }) => `${is} ${detail}`).values()].map((all) => {
    const [{ is, detail }] = all as [(typeof all)[number]];
    return { is, detail, cells: all.map(({ cell }) => cell) };
  });
};

const order: readonly Change["is"][] = ["regressed", "unsure", "changed", "incomparable", "fixed", "added", "removed", "same"];

/** Every release of the site, by runtime, the newest first. */
export const toReleases = (data: Pick<SiteData, "cells" | "catalog">, policy: Pick<Policy, "tiers" | "keeps">): ReleaseView[] => {
  const { catalog, cells } = data;
  const isTrust = ({ id }: SiteCell): boolean => catalog.workloads.get(id.workload)?.manifest.kind === "trust";
  const groups = Map.groupBy(cells, ({ id }) => printRelease(id.lane));
  const slugs = uniqueNames();
  const firsts = [...groups].map(([release, own]) => ({ release, own, lane: (own[0] as SiteCell).id.lane }));
  const gateCells = new Map(
    firsts.map(({ release, own }) => [
      release,
      toGateCells(
        catalog,
        own.filter((cell) => !isTrust(cell)).map((cell) => ({ ...cell, worker: undefined })),
        true,
      ),
    ]),
  );
  return firsts
    .sort((a, b) => byText(a.lane.runtime, b.lane.runtime) || byVersion(b.lane.version, a.lane.version))
    .map(({ release, own, lane }, index, all): ReleaseView => {
      const next = all[index + 1];
      const before = next?.lane.runtime === lane.runtime ? next.release : undefined;
      const counted = own.filter((cell) => policy.tiers.includes(tierOf(catalog, cell.id)) && policy.keeps.includes(cell.id.lane.keep));
      const changes = before === undefined ? [] : changesOf(gateCells.get(before) ?? [], gateCells.get(release) ?? []);
      return {
        ...{ release, runtime: lane.runtime, version: lane.version, slug: slugs(slugOf(release)), before },
        newest: all[index - 1]?.lane.runtime !== lane.runtime,
        lanes: [...new Set(own.map(({ id }) => printLane(id.lane)))].sort(byText),
        verdict: toVerdict(counted),
        changes: changes.sort((a, b) => order.indexOf(a.is) - order.indexOf(b.is) || b.cells.length - a.cells.length),
        sentences: sentences(release, gateCells.get(release) ?? []).map(printable),
      };
    });
};
