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
  // Undefined where some workload that needs it can be written.
  const cannotWrite = once((both) => {
    const [language = "", capability = ""] = both.split(" ");
    const reasons = workloads
      .filter(({ cases }) => cases.some((entry) => entry.needs.some((need) => need === capability)))
      .map(({ manifest }) => cannotIn(manifest, language));
    return { all: reasons.every((reason) => reason !== undefined), reason: reasons[0] };
  });
  const byTarget = cannotByTarget(catalog);
  return {
    languages: [...catalog.languages.keys()].filter((id) => workloads.some(({ ports }) => ports.some(({ language }) => language === id))),
    capabilities: [...uses.keys()].sort(),
    uses,
    cannot: (language, capability, lane) => {
      const { all, reason } = cannotWrite(`${language} ${capability}`);
      return all ? reason : byTarget(language, capability, lane);
    },
  };
};
