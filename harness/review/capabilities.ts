import { basename, dirname } from "node:path";
import { toCapabilities } from "../judge/capabilities.ts";
import { capabilityGrounds } from "../judge/capability-grounds.ts";
import type { CellRecord } from "../judge/fold.ts";
import { lackingImports } from "../judge/imports.ts";
import type { CapabilityCell, CapabilityOutcome, CapabilityTable, ToldCapabilities } from "../model/capabilities.ts";
import { unclaimedOf } from "../model/claims.ts";
import { printLane } from "../model/ids.ts";
import { laneRuntimes } from "../model/resolve.ts";
import type { Blame, Capability } from "../model/words.ts";
import { keepsOf } from "../plan/elsewhere.ts";
import { type Everything, readEverything, readPublished } from "./everything.ts";
import { narrow } from "./narrow.ts";

const inexpressible = (why: string, needs: readonly Capability[], link: string | undefined): CapabilityOutcome => {
  const capability = needs.find((need) => why.startsWith(`${need}: `));
  return { is: "cannot", capability, why: capability ? why.slice(capability.length + 2) : why, link };
};

// Of what a runtime does not give, its own pages tell most.
const outcomeOf = ({ state, standing }: CellRecord, needs: readonly Capability[], homepage: string | undefined, on: () => Blame["on"]): CapabilityOutcome => {
  if (state.is === "inexpressible") return inexpressible(state.why, needs, homepage);
  if (state.is !== "judged" || state.verdict.is === "broken") return { is: "unknown" };
  const { verdict } = state;
  if (verdict.is === "pass") return { is: "pass" };
  if (verdict.is === "unsupported") return { is: "cannot", capability: verdict.capability, why: verdict.proof, link: homepage };
  const known = standing.is === "known-failure" ? { why: standing.known.reason, link: standing.known.link } : undefined;
  return { is: "fail", on: on(), known };
};

/** What each language has of each capability, by release, of cells that filters select. */
export const tellCapabilities = ({ catalog, published, run, ran, cells, blame, entryOf }: Everything, terms: readonly string[] = []): ToldCapabilities => {
  const sources = new Map<string, string[]>();
  const add = (lane: string, source: string): void => void sources.set(lane, [...(sources.get(lane) ?? []), source]);
  if (run) for (const lane of new Set(run.record.cells.map(({ id }) => printLane(id.lane)))) add(lane, `run ${basename(dirname(run.path))}`);
  for (const { header, cells: own } of published) if (own.some(({ text }) => !ran.has(text))) add(header.lane, `published ${header.day}`);
  const runtimeIn = laneRuntimes(catalog);
  const unclaimed = ({ id: { lane, target } }: CellRecord, needs: readonly Capability[]): Capability[] =>
    unclaimedOf(needs, runtimeIn(lane)?.target[target]?.claims ?? []);
  const imports = new Map(run?.record.artifacts.flatMap(({ outcome }) => (outcome.state === "built" ? [[outcome.digest, outcome.imports] as const] : [])));
  const lacks = new Map(published.flatMap((own) => own.record.artifacts.map((artifact) => [artifact.digest, artifact.lacks ?? []] as const)));
  const lacking = (cell: CellRecord, needs: readonly Capability[]): readonly Capability[] => {
    const own = imports.get(cell.artifact ?? "");
    return own ? lackingImports(catalog.targets.get(cell.id.target), own, needs) : (lacks.get(cell.artifact ?? "") ?? []);
  };
  const told = narrow(cells, ({ id }) => id, terms, catalog).flatMap((cell): CapabilityCell[] => {
    const { id, text } = cell;
    const entry = entryOf(cell);
    // What programs in two Keeps do together tells nothing of one of them.
    if (!entry || entry.needs.length === 0 || catalog.workloads.get(id.workload)?.manifest.kind === "trust" || keepsOf(entry).length > 0) return [];
    const homepage = catalog.runtimes.get(id.lane.runtime)?.manifest.homepage;
    const told = outcomeOf(cell, entry.needs, homepage, () => blame(cell).on);
    // A pass of what nobody claims is a fault of a manifest, and shows nothing.
    const outcome: CapabilityOutcome = told.is === "pass" && unclaimed(cell, entry.needs).length > 0 ? { is: "unknown" } : told;
    return [{ cell: text, lane: printLane(id.lane), language: id.language, needs: entry.needs, unproven: lacking(cell, entry.needs), outcome }];
  });
  return { cells: told, tables: toCapabilities(told, (lane) => (sources.get(lane) ?? []).join(", "), capabilityGrounds(catalog)) };
};

/** The same: of a run, and of what is published for all cells that the run does not have. */
export const readCapabilities = async (root: string, said: string | undefined, terms: readonly string[] = []): Promise<readonly CapabilityTable[]> =>
  tellCapabilities(await readEverything(root, said), terms).tables;

/** The same of published records alone, whatever ran here. */
export const publishedCapabilities = async (root: string): Promise<ToldCapabilities> => tellCapabilities(await readPublished(root));
