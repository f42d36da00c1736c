import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Selection, select } from "../engine/select.ts";
import type { Work } from "../engine/with-work.ts";
import { digest } from "../host/digest.ts";
import { loadHook } from "../host/hooks.ts";
import type { Catalog, PlacedRuntime } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Fault } from "../model/fault.ts";
import { parseFilter } from "../plan/filter.ts";
import { shuffle } from "../plan/order.ts";
import type { PlannedCell } from "../plan/planned.ts";
import { everything } from "../plan/profile.ts";

const script = "faults.mjs";

/** The runtime whose host has faults: it stands apart, and lists them. Throws a GatehouseError where a project has none. */
const hostOf = ({ runtimes }: Catalog): PlacedRuntime => {
  const host = [...runtimes.values()].find(({ manifest, folder }) => manifest.apart === true && existsSync(join(folder, script)));
  if (host) return host;
  throw new GatehouseError("faults/no-host", "there is no runtime with faults", { hint: "its folder is in Gatehouse's own harness/runtimes" });
};

/** The faults that a project's host has; and languages by how little stands between their programs and WASI, others come after these. */
export const readFaults = async ({
  session: { catalog },
}: Pick<Work, "session">): Promise<{ readonly all: readonly Fault[]; readonly nearest: readonly string[] }> => {
  const hook = await loadHook<(() => readonly Fault[]) & { readonly nearest: readonly string[] }>(hostOf(catalog).folder, script);
  return { all: hook(), nearest: hook.nearest };
};

/** Whether a word names a fault: by its whole name or how that begins, by the function that is wrong or its interface, or by its kind. */
const names = (word: string, { id, on, way }: Fault): boolean =>
  word === id || word === on || word === way || id.startsWith(`${word}-`) || (word.startsWith("wasi:") && on.startsWith(word));

/** The faults that words name, all where none does, and the words that are about cells. */
export const splitWords = (all: readonly Fault[], words: readonly string[]): { readonly faults: readonly Fault[]; readonly terms: readonly string[] } => {
  const own = words.filter((word) => all.some((fault) => names(word, fault)));
  return {
    faults: own.length === 0 ? all : all.filter((fault) => own.some((word) => names(word, fault))),
    terms: words.filter((word) => !own.includes(word)),
  };
};

/** So many of all, others on each day. */
export const sampleOf = <T>(all: readonly T[], count: number | undefined, day: string): readonly T[] =>
  count === undefined ? all : shuffle(all, Number.parseInt(digest(Buffer.from(day)).slice(-8), 16)).slice(0, count);

/** Cells of that host's lane, without a fault. */
export const selectCells = (work: Work, terms: readonly string[]): Promise<Selection> => {
  const { manifest, releases } = hostOf(work.session.catalog);
  const wanted = releases.map((release) => ({ runtime: manifest.id, release }));
  return select(work.session, { ...everything, kinds: ["probe", "application"] }, parseFilter(terms), work.progress, { releases: wanted });
};

const routesPerCase = { probe: 2, application: 1 } as const;

/** Of each case for each target the routes that are nearest to WASI: more languages see the same. Trust cells, which fail on purpose, are left out. */
export const pickCells = (cells: readonly PlannedCell[], nearest: readonly string[]): readonly PlannedCell[] => {
  const rank = ({ id }: PlannedCell): number => (nearest.indexOf(id.language) + nearest.length + 1) % (nearest.length + 1);
  const taken = new Map<string, number>();
  return cells
    .filter(({ workload }) => workload.manifest.kind !== "trust")
    .toSorted((a, b) => rank(a) - rank(b))
    .filter(({ id, workload }) => {
      const key = `${id.workload}/${id.case} ${id.target}`;
      const count = (taken.get(key) ?? 0) + 1;
      taken.set(key, count);
      return count <= routesPerCase[workload.manifest.kind === "probe" ? "probe" : "application"];
    });
};
