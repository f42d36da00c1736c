import type { Catalog } from "../model/catalog.ts";
import type { Pin } from "../model/generated/journal.ts";
import type { Capability } from "../model/words.ts";
import type { RunRecord } from "./fold.ts";
import { foreignImports } from "./imports.ts";
import type { BlameGrounds, Witness } from "./witness.ts";

const claimOf = (catalog: Catalog, { id: { lane, target } }: Witness, capability: Capability): string => {
  const claims = catalog.runtimes.get(lane.runtime)?.manifest.target[target]?.claims ?? [];
  const own = claims.find((claim) => (typeof claim === "string" ? claim : claim.capability) === capability);
  const range = typeof own === "object" ? own.range : undefined;
  return `${lane.runtime} claims ${capability} for ${target} ${own === undefined ? "in no release" : range === undefined ? "in general" : `in releases ${range} alone`}`;
};

// Few cases that need little besides, each of another workload: they are to be built and run.
const similarTo = (catalog: Catalog, { id }: Witness): string[] => {
  const open = new Set(needsOf(catalog, id));
  const found: string[] = [];
  const others = [...catalog.workloads.values()]
    .filter(
      ({ manifest, ports }) =>
        manifest.kind === "probe" &&
        manifest.id !== id.workload &&
        ports.some(({ language, target }) => language === id.language && (target ?? id.target) === id.target),
    )
    .flatMap(({ manifest, cases }) =>
      cases
        .filter(({ plain, targets }) => plain && (targets?.includes(id.target) ?? true))
        .map((entry) => ({ name: `${manifest.id}/${entry.id}`, needs: entry.needs })),
    );
  while (open.size > 0) {
    const gains = others.map((other) => ({ ...other, gain: other.needs.filter((need) => open.has(need)).length }));
    const best = gains.sort((a, b) => b.gain - a.gain || a.needs.length - b.needs.length)[0];
    if (!best || best.gain === 0) break;
    found.push(best.name);
    for (const need of best.needs) open.delete(need);
  }
  return found;
};

const needsOf = (catalog: Catalog, id: Witness["id"]): readonly Capability[] =>
  catalog.workloads.get(id.workload)?.cases.find((entry) => entry.id === id.case)?.needs ?? [];

/** What of a run, besides its cells, tells whose fault a failure is: what cases need, by the catalog of today, and what compiled them. */
export const groundsOf = (
  record: { readonly toolchains: readonly Pick<Pin, "id" | "digest">[]; readonly artifacts: RunRecord["artifacts"] },
  catalog: Catalog,
): BlameGrounds => {
  const compilers = new Map(record.toolchains.map(({ id, digest }) => [id, digest]));
  const sizes = new Map(record.artifacts.flatMap(({ outcome }) => (outcome.state === "built" ? [[outcome.digest, outcome.size] as const] : [])));
  const imports = new Map(record.artifacts.flatMap(({ outcome }) => (outcome.state === "built" ? [[outcome.digest, outcome.imports] as const] : [])));
  const nameOf = ({ id }: Witness): string => `${id.language}/${id.toolchain}`;
  return {
    needs: ({ id }) => needsOf(catalog, id),
    claim: (cell, capability) => claimOf(catalog, cell, capability),
    size: ({ artifact }) => sizes.get(artifact ?? ""),
    similar: (cell) => similarTo(catalog, cell),
    compiler: (cell) => compilers.get(nameOf(cell)) ?? nameOf(cell),
    foreign: ({ id, artifact }) => foreignImports(catalog.targets.get(id.target), imports.get(artifact ?? "") ?? []),
  };
};
