import { cannotIn } from "../model/cannot.ts";
import type { CapabilitySquare } from "../model/capabilities.ts";
import { parseLane, printTrack } from "../model/ids.ts";
import { byText } from "../model/record.ts";
import { byVersion } from "../model/semver.ts";
import { printable } from "../model/text.ts";
import type { FailureView } from "./failures.ts";
import type { SiteData } from "./types.ts";

/** What works of a language, where, since when, and whose fault it is where it does not. */
export interface LanguageView {
  readonly id: string;
  readonly name: string;
  readonly tier: number;
  readonly homepage: string;
  readonly toolchains: readonly { readonly id: string; readonly versions: readonly string[]; readonly targets: readonly string[] }[];
  readonly lanes: readonly string[];
  readonly rows: readonly { readonly capability: string; readonly squares: readonly (CapabilitySquare | undefined)[]; readonly since: string }[];
  readonly failures: readonly FailureView[];
  /** Workloads that have no port in it, with the reason where it can have none. */
  readonly lacking: readonly { readonly workload: string; readonly why: string }[];
}

// Of releases of one track, the oldest from which on all do.
const sinceOf = (squares: readonly (CapabilitySquare | undefined)[], lanes: readonly string[]): string => {
  const tracks = Map.groupBy(
    lanes.map((lane, at) => ({ id: parseLane(lane), works: squares[at]?.is === "works", told: squares[at] !== undefined })),
    ({ id }) => printTrack(id),
  );
  return [...tracks]
    .flatMap(([track, own]) => {
      const told = own.filter((each) => each.told).sort((a, b) => byVersion(a.id.version, b.id.version));
      const last = told.findLastIndex(({ works }) => !works);
      const first = told[last + 1];
      // A single release tells nothing of since when.
      return told.length > 1 && first ? [`${first.id.version}${last < 0 ? " or before" : ""} (${track})`] : [];
    })
    .join(", ");
};

/** Folds the site to one view a language, in the order of their ids. `failuresOf` gives a language's failures. */
export const toLanguages = (
  data: Pick<SiteData, "cells" | "catalog" | "capabilities" | "sources">,
  failuresOf: (language: string) => readonly FailureView[],
): LanguageView[] => {
  const { catalog, capabilities, sources } = data;
  const used = new Set(data.cells.filter(({ id }) => catalog.workloads.get(id.workload)?.manifest.kind !== "trust").map(({ id }) => id.language));
  return [...used].sort(byText).map((id): LanguageView => {
    const manifest = catalog.languages.get(id)?.manifest;
    const tables = capabilities.filter(({ languages, rows }) => {
      const at = languages.indexOf(id);
      return rows.some(({ squares }) => squares[at] && squares[at].is !== "not-ported");
    });
    const lanes = tables.map(({ lane }) => lane);
    const names = [...new Set(tables.flatMap(({ rows }) => rows.map(({ capability }) => capability)))].sort(byText);
    const rows = names.map((capability) => {
      const squares = tables.map(({ languages, rows: own }) => own.find((row) => row.capability === capability)?.squares[languages.indexOf(id)]);
      const known = squares.map((square) => (square?.is === "not-ported" ? undefined : square));
      return { capability, squares: known, since: sinceOf(known, lanes) };
    });
    const versions = (toolchain: string): string[] =>
      [...new Set(sources.flatMap(({ toolchains }) => toolchains[`${id}/${toolchain}`]?.version ?? []))].sort(byText);
    return {
      ...{ id, name: manifest?.name ?? id, tier: manifest?.tier ?? 3, homepage: manifest?.homepage ?? "", lanes },
      toolchains: Object.entries(manifest?.toolchain ?? {}).map(([name, { target }]) => ({
        id: `${id}/${name}`,
        versions: versions(name),
        targets: Object.keys(target),
      })),
      rows: rows.filter(({ squares }) => squares.some((square) => square !== undefined)),
      failures: failuresOf(id),
      lacking: [...catalog.workloads.values()]
        .filter(({ manifest: own, ports }) => own.kind !== "trust" && !ports.some(({ language }) => language === id))
        .map(({ manifest: own }) => ({ workload: own.id, why: printable(cannotIn(own, id)?.why ?? "") })),
    };
  });
};
