import { basename, dirname } from "node:path";
import { loadCatalog } from "../catalog/load.ts";
import { blamer } from "../judge/blame.ts";
import { type CapabilityGrounds, toCapabilities } from "../judge/capabilities.ts";
import type { CellRecord } from "../judge/fold.ts";
import type { CapabilityCell, CapabilityOutcome } from "../model/capabilities.ts";
import type { Catalog } from "../model/catalog.ts";
import { exitCodes, GatehouseError } from "../model/errors.ts";
import { type CellId, parseCell, printLane } from "../model/ids.ts";
import type { RecordedCell } from "../model/record.ts";
import type { Blame, Capability } from "../model/words.ts";
import { keepsOf } from "../plan/elsewhere.ts";
import { readReleases } from "../record/releases.ts";
import { capabilityLines } from "../report/capabilities.ts";
import { loadRun } from "./matrix.ts";
import { print, printJson, resultStyle } from "./output.ts";

const inexpressible = (why: string, needs: readonly Capability[]): CapabilityOutcome => {
  const capability = needs.find((need) => why.startsWith(`${need}: `));
  return { is: "cannot", capability, why: capability ? why.slice(capability.length + 2) : why };
};

const outcomeOf = ({ state, standing }: CellRecord, needs: readonly Capability[], on: () => Blame["on"]): CapabilityOutcome => {
  if (state.is === "inexpressible") return inexpressible(state.why, needs);
  if (state.is !== "judged" || state.verdict.is === "broken") return { is: "unknown" };
  const { verdict } = state;
  if (verdict.is === "pass") return { is: "pass" };
  if (verdict.is === "unsupported") return { is: "cannot", capability: verdict.capability, why: verdict.proof };
  const known = standing.is === "known-failure" ? { why: standing.known.reason, link: standing.known.link } : undefined;
  return { is: "fail", on: on(), known };
};

// Whose fault it was is no part of a record: that takes the cells of other releases.
const publishedOutcome = (cell: RecordedCell, needs: readonly Capability[]): CapabilityOutcome => {
  if (cell.state === "inexpressible") return inexpressible(cell.why, needs);
  const { verdict, known } = cell;
  if (verdict.is === "pass") return { is: "pass" };
  if (verdict.is === "unsupported") return { is: "cannot", capability: verdict.capability, why: verdict.proof };
  return { is: "fail", on: "undetermined", known: known && { why: known.reason, link: known.link } };
};

const groundsIn = (catalog: Catalog): CapabilityGrounds => {
  const workloads = [...catalog.workloads.values()].filter(({ manifest }) => manifest.kind !== "trust");
  const needs = workloads.flatMap(({ cases }) => cases.flatMap((entry) => entry.needs));
  const uses = new Map([...Map.groupBy(needs, (need) => need)].map(([need, all]) => [need, all.length]));
  return {
    languages: [...catalog.languages.keys()].filter((id) => workloads.some(({ ports }) => ports.some(({ language }) => language === id))),
    capabilities: [...uses.keys()].sort(),
    uses,
    cannot: (language, capability) => {
      const reasons = workloads
        .filter(({ cases }) => cases.some((entry) => entry.needs.includes(capability)))
        .map(({ manifest }) => (manifest.cannot ?? []).find((own) => own.language === language));
      return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
    },
  };
};

/** `gatehouse capabilities`: what each language has of each capability, by release: of a run, and of what is published for lanes that it has not. */
export const capabilitiesCommand = async (root: string, said: string | undefined, json: boolean): Promise<number> => {
  const catalog = await loadCatalog(root);
  const sources = new Map<string, string>();
  const cells: CapabilityCell[] = [];
  const add = (id: CellId, cell: string, source: string, outcome: (needs: readonly Capability[]) => CapabilityOutcome): void => {
    const entry = catalog.workloads.get(id.workload)?.cases.find((each) => each.id === id.case);
    const needs = entry?.needs ?? [];
    // What programs in two Keeps do together tells nothing of one of them.
    if (!entry || keepsOf(entry).length > 0) return;
    if (needs.length === 0 || catalog.workloads.get(id.workload)?.manifest.kind === "trust") return;
    const lane = printLane(id.lane);
    sources.set(lane, source);
    cells.push({ cell, lane, language: id.language, needs, outcome: outcome(needs) });
  };
  const published = readReleases(root);
  const run = await loadRun(root, said).catch((error: unknown) => {
    if (said === undefined && published.length > 0 && error instanceof GatehouseError && error.code === "run/none") return undefined;
    throw error;
  });
  if (run) {
    const blame = blamer(run.record.cells, run.grounds);
    const source = `run ${basename(dirname(run.path))}`;
    for (const own of run.record.cells) add(own.id, own.text, source, (needs) => outcomeOf(own, needs, () => blame(own).on));
  }
  const inRun = new Set(sources.keys());
  for (const { record, header } of published) {
    if (inRun.has(header.lane)) continue;
    for (const own of record.cells) {
      const text = `${own.cell},${header.lane}`;
      add(parseCell(text), text, `published ${header.day}`, (needs) => publishedOutcome(own, needs));
    }
  }
  const tables = toCapabilities(cells, (lane) => sources.get(lane) ?? "", groundsIn(catalog));
  if (json) printJson(tables);
  else print(tables.length > 0 ? capabilityLines(tables, resultStyle()) : ["no cell of this run needs any capability"]);
  return exitCodes.ok;
};
