import type { Selection } from "../engine/select.ts";
import type { Wanted } from "../gate/demand.ts";
import type { CellRecord } from "../judge/fold.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Evidence } from "../model/generated/journal.ts";
import type { Lane } from "../model/lane.ts";
import { laneTarget } from "../model/lane.ts";

/** A toolchain or a lane that a run lacked. */
interface Absent {
  readonly what: string;
  readonly id: string;
  readonly evidence: readonly Evidence[];
}

const why = (id: string, absent: readonly Absent[]): string | undefined => {
  const item = absent.find((line) => line.what === "toolchain" && line.id === id)?.evidence.find(({ pass }) => !pass);
  return item && `${item.name}${item.info ? `: ${item.info}` : ""}`;
};

/** What an agenda wants of toolchains in a candidate's lanes; `names`: only these toolchains, LANGUAGE/TOOLCHAIN. */
export const wantedOf = (
  { agenda, unavailable }: Pick<Selection, "agenda" | "unavailable">,
  lanes: readonly Lane[],
  catalog: Pick<Catalog, "workloads">,
  names?: readonly string[],
): Wanted[] => {
  const own = agenda.builds.flatMap(({ workload, language, toolchain, target, tier, cases }) => {
    const [id, into] = [`${language}/${toolchain}`, lanes.filter((lane) => laneTarget(lane, target)).length];
    if (into === 0 || catalog.workloads.get(workload)?.manifest.kind === "trust" || (names && !names.includes(id))) return [];
    return [{ language, toolchain, target, tier, cells: cases.length * into, missing: why(id, unavailable) }];
  });
  return [...Map.groupBy(own, ({ language, toolchain, target }) => `${language}/${toolchain}.${target}`).values()].map((same) => ({
    ...(same[0] as Wanted),
    cells: same.reduce((sum, { cells }) => sum + cells, 0),
  }));
};

/** What a record's own run wanted of toolchains and had not; of a record that does not say, all that the catalog has for its targets. */
export const wantedOfRecord = (cells: readonly CellRecord[], catalog: Pick<Catalog, "languages">, absent: readonly Absent[] | undefined): Wanted[] => {
  const targets = new Set(cells.map(({ id }) => id.target));
  const tried = new Set(cells.map(({ id }) => `${id.language}/${id.toolchain}.${id.target}`));
  const isWanted = (id: string, target: string): boolean => absent === undefined || why(id, absent) !== undefined || tried.has(`${id}.${target}`);
  return [...catalog.languages.values()].flatMap(({ manifest: { id: language, tier, toolchain: all } }) =>
    Object.entries(all).flatMap(([toolchain, { target }]) =>
      Object.keys(target)
        .filter((each) => targets.has(each) && isWanted(`${language}/${toolchain}`, each))
        .map((each) => ({ language, toolchain, target: each, tier, cells: 0, missing: absent && why(`${language}/${toolchain}`, absent) })),
    ),
  );
};
