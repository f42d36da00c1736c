import { cannotIn } from "../model/cannot.ts";
import type { Catalog } from "../model/catalog.ts";
import { once } from "../model/once.ts";
import { cannotByTarget } from "./cannot.ts";
import type { CapabilityGrounds } from "./capabilities.ts";

/** What manifests say of capabilities: which there are, who uses them, and what a language cannot do. */
export const capabilityGrounds = (catalog: Catalog): CapabilityGrounds => {
  const workloads = [...catalog.workloads.values()].filter(({ manifest }) => manifest.kind !== "trust");
  const needs = workloads.flatMap(({ cases }) => cases.flatMap((entry) => entry.needs));
  const uses = new Map([...Map.groupBy(needs, (need) => need)].map(([need, all]) => [need, all.length]));
  // Why no workload that needs a capability can be written in a language; undefined where one can.
  const byPorts = once((capability) => {
    const needing = workloads.filter(({ cases }) => cases.some((entry) => entry.needs.some((need) => need === capability)));
    return once((language) => {
      const reasons = needing.map(({ manifest }) => cannotIn(manifest, language));
      return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
    });
  });
  const byTarget = cannotByTarget(catalog);
  return {
    languages: [...catalog.languages.keys()].filter((id) => workloads.some(({ ports }) => ports.some(({ language }) => language === id))),
    capabilities: [...uses.keys()].sort(),
    uses,
    cannot: (language, capability, lane) => byPorts(capability)(language) ?? byTarget(language, capability, lane),
  };
};
