import type { Agenda, AgendaBuild, AgendaCase, LaneWish } from "../model/agenda.ts";
import { type Catalog, tierOf, type Workload } from "../model/catalog.ts";
import type { Case } from "../model/contract.ts";
import { type BuildCandidate, buildCandidates, buildFacts, caseFacts, type LaneCandidate, type ReleaseCandidate, trustCandidates } from "./candidates.ts";
import { type Filter, namesCase, namesLanguage, namesRuntime } from "./filter.ts";
import { laneCandidates, toWish } from "./lanes.ts";
import { partnerCandidates } from "./partners.ts";
import { type Profile, takesCase } from "./profile.ts";
import { casesOf, isReference, openSamples } from "./sample.ts";

/** Digests that only reading files gives. */
export interface AgendaDigests {
  readonly contract: (workload: Workload, entry: Case) => string;
  readonly sources: (build: BuildCandidate) => string;
}

/** The question that an agenda answers. */
export interface AgendaQuestion {
  readonly profile: Profile;
  readonly filter: Filter;
  readonly architecture: string;
  /** Releases in place of the profile's own. */
  readonly releases?: readonly ReleaseCandidate[] | undefined;
}

/** A case as an agenda holds it. */
export const toAgendaCase = (workload: Workload, entry: Case, contract: string): AgendaCase => {
  const roles = workload.manifest.roles ?? ["main"];
  return {
    case: `${workload.manifest.id}/${entry.id}`,
    contract,
    kind: workload.manifest.kind,
    needs: entry.needs,
    ...(entry.targets === undefined ? {} : { targets: entry.targets }),
    plain: entry.plain,
    ...(roles.join() === "main" ? {} : { roles }),
    programs: Object.fromEntries(
      Object.entries(entry.programs).map(([role, { keep, stdio, sockets, directories, argv0, preload, script, proposals }]) => [
        role,
        {
          ...(keep === undefined ? {} : { keep }),
          ...(stdio === undefined ? {} : { stdio }),
          ...(argv0 === undefined ? {} : { argv0: true as const }),
          ...(preload === undefined ? {} : { preload: true as const }),
          ...(script === undefined ? {} : { script: true as const }),
          ...(proposals === undefined ? {} : { proposals }),
          ...(directories.length > 0 ? { directories: true as const } : {}),
          ...(entry.steps.some((step) => "read" in step && step.read === role && step.end) ? { closes: true as const } : {}),
          sockets: sockets.map(({ kind, protocol, printed }) => ({ kind, ...(protocol === undefined ? {} : { protocol }), ...(printed ? { printed } : {}) })),
        },
      ]),
    ),
  };
};

/**
 * Makes the agenda of a profile and a filter: every build and lane that they may want, the trust programs among the builds.
 * Pure but for `digests`; no machine is asked.
 */
export const makeAgenda = (catalog: Catalog, { profile, filter, architecture, releases }: AgendaQuestion, digests: AgendaDigests): Agenda => {
  const wanted = buildCandidates(catalog, profile, filter);
  const candidates = [...trustCandidates(catalog, new Set(wanted.map(({ target }) => target))), ...wanted];
  const cases = new Map<string, AgendaCase>();
  const isAskedFor = (workload: Workload, id: string): boolean => {
    const { kind: _, ...facts } = caseFacts(workload, id);
    return namesCase(filter, facts);
  };
  const isSampled = ({ runtime }: LaneCandidate): boolean => {
    if (profile.samples === undefined || !catalog.runtimes.get(runtime)?.manifest.sampled) return false;
    // Who names releases, as a gate does, wants to know all of them.
    return profile.samples === "everywhere" || (releases === undefined && !namesRuntime(filter, runtime));
  };
  const samples = openSamples(catalog, profile);
  // Further toolchains of a reference language show nothing new of an engine.
  const isWholeInSampled = (build: BuildCandidate): boolean =>
    (isReference(catalog, build) && tierOf(catalog, build) < 3) || namesLanguage(filter, buildFacts(catalog, build));
  const toBuild = (build: BuildCandidate): AgendaBuild[] => {
    const { language, toolchain, target } = build;
    const workload = catalog.workloads.get(build.workload) as Workload;
    const { kind } = workload.manifest;
    const all = casesOf(workload, target).filter(({ id }) => kind === "trust" || takesCase(profile, filter, workload, id));
    // What is no probe runs only where it was asked for.
    const isAsked = kind !== "probe" || all.some(({ id }) => isAskedFor(workload, id));
    const isWhole = !profile.samples || isAsked || (profile.samples === "in-sampled" && isWholeInSampled(build));
    const members = isWhole ? undefined : samples(build);
    const sample = members ? all.filter((entry) => members.has(entry)) : all;
    const own = isWhole || profile.samples === "in-sampled" || isReference(catalog, build) ? all : sample;
    for (const entry of own) {
      const name = `${build.workload}/${entry.id}`;
      if (!cases.has(name)) cases.set(name, toAgendaCase(workload, entry, digests.contract(workload, entry)));
    }
    const tier = tierOf(catalog, build);
    const ids = own.map(({ id }) => id);
    const part = sample.length < own.length ? { sample: sample.map(({ id }) => id) } : {};
    return ids.length === 0 ? [] : [{ workload: build.workload, language, toolchain, target, tier, sources: digests.sources(build), cases: ids, ...part }];
  };
  const builds = candidates.flatMap(toBuild);
  const targets = new Set(candidates.map(({ target }) => target));
  // A lane that has no target of any build would be provisioned for nothing.
  const lanes = laneCandidates(catalog, profile, filter, architecture, releases).filter(({ runtime }) =>
    [...targets].some((target) => catalog.runtimes.get(runtime)?.manifest.target[target]),
  );
  const partners = partnerCandidates(catalog, profile, filter, wanted, lanes, architecture);
  return {
    format: 1,
    profile: profile.name,
    filters: filter.map(({ text }) => text),
    architecture,
    cases: [...cases.values()],
    builds,
    wishes: [
      ...lanes.map((each): LaneWish => ({ ...toWish(each), ...(isSampled(each) ? { sampled: true } : {}) })),
      ...partners.map((each): LaneWish => ({ ...toWish(each), partner: true })),
    ],
  };
};
