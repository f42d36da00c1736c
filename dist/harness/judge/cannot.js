import { claims } from "../model/claims.js";
import { laneTarget } from "../model/lane.js";
import { resolveRuntime } from "../model/resolve.js";
const targetsOf = (catalog) => [...catalog.targets.keys()];
const languageTargets = (catalog, language) => {
    const toolchains = Object.values(catalog.languages.get(language)?.manifest.toolchain ?? {});
    return targetsOf(catalog).filter((target) => toolchains.some((toolchain) => toolchain.target[target] !== undefined));
};
// A target has what some runtime claims to give by it.
const capabilityTargets = (catalog, capability) => targetsOf(catalog).filter((target) => [...catalog.runtimes.values()].some(({ manifest }) => manifest.target[target] && claims(manifest.target[target], capability)));
/**
 * Why no program of a language can have a capability in a lane, whoever writes it: its toolchains compile to nothing that the
 * lane runs, or that has the capability. Undefined where one could.
 */
export const cannotByTarget = (catalog, language, capability, id) => {
    const placed = catalog.runtimes.get(id.runtime);
    const compiled = languageTargets(catalog, language);
    if (!placed || compiled.length === 0)
        return undefined;
    const names = (all) => all.map((target) => catalog.targets.get(target)?.title ?? target).join(" and ");
    const runtime = resolveRuntime(placed.manifest, placed.releases, id.version);
    const run = targetsOf(catalog).filter((target) => laneTarget({ id, runtime }, target) !== undefined);
    const common = compiled.filter((target) => run.includes(target));
    if (common.length === 0)
        return { why: `compiled to ${names(compiled)} alone, and ${runtime.name} runs ${names(run)} alone`, link: runtime.homepage };
    const having = capabilityTargets(catalog, capability);
    if (having.length === 0 || common.some((target) => having.includes(target)))
        return undefined;
    const [lacking] = common;
    return { why: `compiled to ${names(common)}, which has none: it is of ${names(having)}`, link: catalog.targets.get(lacking)?.links[0] };
};
