import type { Reason } from "../model/capabilities.ts";
import type { Catalog } from "../model/catalog.ts";
import { claims } from "../model/claims.ts";
import { parseLane } from "../model/ids.ts";
import { laneTarget } from "../model/lane.ts";
import { once } from "../model/once.ts";
import { laneRuntimes } from "../model/resolve.ts";
import type { Capability, Target } from "../model/words.ts";

const targetsOf = (catalog: Catalog): readonly Target[] => [...catalog.targets.keys()];

const languageTargets = (catalog: Catalog, language: string): readonly Target[] => {
  const toolchains = Object.values(catalog.languages.get(language)?.manifest.toolchain ?? {});
  return targetsOf(catalog).filter((target) => toolchains.some((toolchain) => toolchain.target[target] !== undefined));
};

// A target has what some runtime claims to give by it.
const capabilityTargets = (catalog: Catalog, capability: Capability): readonly Target[] =>
  targetsOf(catalog).filter((target) =>
    [...catalog.runtimes.values()].some(({ manifest }) => manifest.target[target] && claims(manifest.target[target], capability)),
  );

/**
 * Tells why no program of a language can have a capability in a lane, whoever writes it: its toolchains compile to nothing that the
 * lane runs, or that has the capability. Undefined where one could.
 */
export const cannotByTarget = (catalog: Catalog): ((language: string, capability: Capability, lane: string) => Reason | undefined) => {
  const names = (all: readonly Target[]): string => all.map((target) => catalog.targets.get(target)?.title ?? target).join(" and ");
  const compiledBy = once((language) => languageTargets(catalog, language));
  const givenFor = once((capability) => capabilityTargets(catalog, capability as Capability));
  const runtimeIn = laneRuntimes(catalog);
  const running = once((lane) => {
    const id = parseLane(lane);
    const runtime = runtimeIn(id);
    return runtime && { runtime, run: targetsOf(catalog).filter((target) => laneTarget({ id, runtime }, target) !== undefined) };
  });
  return (language, capability, lane) => {
    const own = running(lane);
    const compiled = compiledBy(language);
    if (!own || compiled.length === 0) return undefined;
    const { runtime, run } = own;
    const common = compiled.filter((target) => run.includes(target));
    if (common.length === 0) return { why: `compiled to ${names(compiled)} alone, and ${runtime.name} runs ${names(run)} alone`, link: runtime.homepage };
    const having = givenFor(capability);
    if (having.length === 0 || common.some((target) => having.includes(target))) return undefined;
    const [lacking] = common as [Target];
    return { why: `compiled to ${names(common)}, which has none: it is of ${names(having)}`, link: catalog.targets.get(lacking)?.links[0] };
  };
};
