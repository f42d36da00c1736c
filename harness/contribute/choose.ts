import type { Session } from "../engine/session.ts";
import { type Catalog, referenceLanguages, tierOf, type Workload } from "../model/catalog.ts";
import { gatehouse } from "../model/command.ts";
import { printRoute } from "../model/ids.ts";
import type { ProfileName, Target } from "../model/words.ts";
import { type BuildCandidate, buildCandidates, trustCandidates } from "../plan/candidates.ts";
import { parseFilter } from "../plan/filter.ts";
import { profiles } from "../plan/profile.ts";
import { probeToolchain } from "../probe/probe.ts";
import type { Attempt } from "./attempt.ts";
import type { Finding } from "./findings.ts";
import { languageOfSmoke, smokeOf } from "./smoke.ts";
import type { Subject } from "./subject.ts";

/** What to build and run for a subject: the profile and the filters of a run; or why there is nothing to run. */
export type Choice = { readonly profile: ProfileName; readonly terms: readonly string[]; readonly without?: readonly string[] } | { readonly nothing: string };

// Who checks something wants all that uses it.
const anyTier = "tier=*";

const isBenchmark = (workload: Workload | undefined): boolean => workload?.manifest.kind === "benchmark";

/** For a target the route that has most workloads, of a toolchain that is here. */
const coreRoute = async (session: Session, target: Target): Promise<string | undefined> => {
  const { catalog } = session;
  const plainest = referenceLanguages(catalog);
  const rankOf = (language = ""): number => (plainest.includes(language) ? plainest.indexOf(language) : plainest.length);
  const routes = new Map<string, BuildCandidate[]>();
  for (const build of buildCandidates(catalog, profiles.quick, parseFilter([anyTier])).filter(
    (each) => each.target === target && languageOfSmoke(each.workload) === undefined,
  )) {
    const route = printRoute(build);
    routes.set(route, [...(routes.get(route) ?? []), build]);
  }
  const rankOfTier = (build: BuildCandidate | undefined): number => (build ? tierOf(catalog, build) : 3);
  const ordered = [...routes].sort(
    ([, a], [, b]) => b.length - a.length || rankOfTier(a[0]) - rankOfTier(b[0]) || rankOf(a[0]?.language) - rankOf(b[0]?.language),
  );
  for (const [route, [first]] of ordered) if (first && (await probeToolchain(session, first.language, first.toolchain)).ok) return route;
  return undefined;
};

const forRuntime = async (session: Session, id: string): Promise<Choice> => {
  const targets = Object.keys(session.catalog.runtimes.get(id)?.manifest.target ?? {});
  const found = await Promise.all(targets.map((target) => coreRoute(session, target)));
  const routes = found.filter((route) => route !== undefined);
  const without = targets.filter((_, index) => found[index] === undefined).map((target) => `no toolchain that is here builds a workload for ${target}`);
  if (routes.length === 0) return { nothing: `no toolchain that is here builds a workload for ${targets.join(" or ")}` };
  return { profile: "full", terms: [`runtime=${id}`, `route=${routes.join(",")}`, "kind=probe,application"], without };
};

const forWorkload = (catalog: Catalog, id: string): Choice => {
  const workload = catalog.workloads.get(id);
  if (!workload?.ports.length) return { nothing: `it has no port yet: ${gatehouse} new port ${id} LANGUAGE` };
  if (workload.manifest.kind !== "trust") return { profile: isBenchmark(workload) ? "full" : "quick", terms: [`workload=${id}`, anyTier] };
  // Trust programs run wherever something else does: the smoke program of their language is that something.
  const languages = new Set(trustCandidates(catalog, new Set(catalog.targets.keys())).flatMap((each) => (each.workload === id ? [each.language] : [])));
  return { profile: "quick", terms: [`workload=${[...languages].map(smokeOf).join(",")}`, anyTier] };
};

// What every lane must show before it is trusted, and the least program of the same language: by every way into the Keep.
const forKeep = (catalog: Catalog, id: string): Choice => {
  const languages = new Set(trustCandidates(catalog, new Set(catalog.targets.keys())).map((each) => each.language));
  if (languages.size === 0) return { nothing: "there are no trust workloads" };
  return { profile: "deep", terms: [`keep=${id}`, `workload=${[...languages].map(smokeOf).join(",")}`] };
};

const forPort = (catalog: Catalog, subject: Subject): Choice => {
  const workload = [...catalog.workloads.values()].find(({ ports }) => ports.some(({ folder }) => folder === subject.folder));
  const builds = buildCandidates(catalog, profiles.deep, []).filter(({ port }) => port.folder === subject.folder);
  if (workload?.manifest.kind === "trust") return forWorkload(catalog, workload.manifest.id);
  if (!workload || builds.length === 0) return { nothing: "no toolchain of its language builds it: ports for single targets stand beside it" };
  return { profile: isBenchmark(workload) ? "full" : "quick", terms: [`workload=${workload.manifest.id}`, `route=${builds.map(printRoute).join(",")}`] };
};

/** What the filters want and no lane that was there ran: said, so that nobody takes it for green. */
export const unrun = (catalog: Catalog, choice: Exclude<Choice, { readonly nothing: string }>, { record, selection }: Attempt): Finding[] => {
  const ran = new Set(record.cells.map((cell) => printRoute(cell.id)));
  const here = new Set(selection.toolchains.map(({ id }) => id));
  const wanted = buildCandidates(catalog, profiles[choice.profile], parseFilter(choice.terms));
  const left = new Set(wanted.filter((build) => here.has(`${build.language}/${build.toolchain}`) && !ran.has(printRoute(build))).map(printRoute));
  const details = [...(choice.without ?? []), ...[...left].map((route) => `${route}: no lane that is here runs it`)];
  return details.map((detail) => ({ what: "target", state: "not checked", detail, lines: [] }));
};

/** Chooses what to build and run for a subject. */
export const choose = async (session: Session, subject: Subject): Promise<Choice> => {
  const { catalog } = session;
  switch (subject.kind) {
    case "language":
      if (catalog.workloads.get(smokeOf(subject.id))?.ports.length === 0) return { nothing: "" };
      return { profile: "quick", terms: [`language=${subject.id}`, `workload=${smokeOf(subject.id)}`] };
    case "workload":
      return forWorkload(catalog, subject.id);
    case "port":
      return forPort(catalog, subject);
    case "runtime":
      return forRuntime(session, subject.id);
    case "keep":
      return forKeep(catalog, subject.id);
    case "expectations":
      return { nothing: "" };
  }
};
