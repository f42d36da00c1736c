import { cannotIn } from "../model/cannot.ts";
import type { Catalog } from "../model/catalog.ts";
import { parseLane } from "../model/ids.ts";
import { cannotByTarget } from "./cannot.ts";
import type { CapabilityGrounds } from "./capabilities.ts";

/** What manifests say of capabilities: which there are, who uses them, and what a language cannot do. */
export const capabilityGrounds = (catalog: Catalog): CapabilityGrounds => {
  const workloads = [...catalog.workloads.values()].filter(({ manifest }) => manifest.kind !== "trust");
  const needs = workloads.flatMap(({ cases }) => cases.flatMap((entry) => entry.needs));
  const uses = new Map([...Map.groupBy(needs, (need) => need)].map(([need, all]) => [need, all.length]));
  return {
    languages: [...catalog.languages.keys()].filter((id) => workloads.some(({ ports }) => ports.some(({ language }) => language === id))),
    capabilities: [...uses.keys()].sort(),
    uses,
    cannot: (language, capability, lane) => {
      const reasons = workloads
        .filter(({ cases }) => cases.some((entry) => entry.needs.includes(capability)))
        .map(({ manifest }) => cannotIn(manifest, language));
      return reasons.every((reason) => reason !== undefined) ? reasons[0] : cannotByTarget(catalog, language, capability, parseLane(lane));
    },
  };
};
