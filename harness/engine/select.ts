import { loadCatalog } from "../catalog/load.ts";
import { monotonic } from "../host/clock.ts";
import { architecture } from "../host/machine.ts";
import type { Catalog } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Unavailable } from "../model/generated/journal.ts";
import { printCell, printRoute } from "../model/ids.ts";
import type { Lane } from "../model/lane.ts";
import { formatDuration } from "../model/text.ts";
import {
  type BuildCandidate,
  buildCandidates,
  buildFacts,
  candidateFacts,
  caseFacts,
  laneFacts,
  type ReleaseCandidate,
  trustCandidates,
} from "../plan/candidates.ts";
import { type Filter, namedCells, selects, unmatched } from "../plan/filter.ts";
import { laneCandidates, mayBecome } from "../plan/lanes.ts";
import { partnerCandidates } from "../plan/partners.ts";
import { lanesOf, type PlannedCell, plan } from "../plan/plan.ts";
import { type Profile, profiles, takesCase } from "../plan/profile.ts";
import { type NotReady, probeAll, type ReadyToolchain } from "../probe/probe.ts";
import { groupMissing } from "../report/missing.ts";
import type { Progress } from "../report/progress.ts";
import type { Session } from "./session.ts";

/** What a run is made of: its cells, and the toolchains and lanes that they take. */
export interface Selection {
  readonly cells: readonly PlannedCell[];
  readonly toolchains: readonly ReadyToolchain[];
  /** Those that the filter selects, and those in which roles of their cells run besides. */
  readonly lanes: readonly Lane[];
  readonly unavailable: readonly Unavailable[];
}

const checkFilter = async (filter: Filter, catalog: Catalog, lanes: readonly Lane[], partners: readonly Lane[]): Promise<void> => {
  if (filter.length === 0) return;
  const facts = [...catalog.workloads.values()].flatMap((workload) => workload.cases.map((entry) => caseFacts(workload, entry.id)));
  const everything = buildCandidates(catalog, profiles.deep, []);
  const routes = everything.map((build) => buildFacts(catalog, build));
  const planned = plan(catalog, everything, lanes, [], partners).map((cell) => ({ cell: cell.text }));
  const runtimes = [...catalog.runtimes.keys()].map((runtime) => ({ runtime }));
  // A lane that is missing here, or that another profile would run, is no slip of the pen.
  const ways = laneCandidates(catalog, profiles.deep, [], architecture());
  const builds = new Set(
    everything.flatMap((build) => catalog.workloads.get(build.workload)?.cases.map(({ id }) => `${build.workload}/${id},${printRoute(build)}`)),
  );
  const missing = namedCells(filter)
    .filter((id) => builds.has(`${id.workload}/${id.case},${printRoute(id)}`) && ways.some((way) => mayBecome(way, id.lane)))
    .map((id) => ({ cell: printCell(id) }));
  const there = lanes.map((lane) => laneFacts(lane.id));
  const unknown = unmatched(filter, [...facts, ...routes, ...runtimes, ...ways.map(candidateFacts), ...there, ...planned, ...missing]);
  if (unknown === undefined) return;
  // What was not read may hold what a term is about.
  if (catalog.unread.length > 0) return checkFilter(filter, await loadCatalog(catalog.root), lanes, partners);
  const ids = (map: ReadonlyMap<string, unknown>): string => [...map.keys()].join(", ");
  throw new GatehouseError("filter/no-match", `nothing fits ${JSON.stringify(unknown)}`, {
    hint: `languages: ${ids(catalog.languages)}; workloads: ${ids(catalog.workloads)}; runtimes: ${ids(catalog.runtimes)}. \`gatehouse run --list\` lists all cells`,
  });
};

const unavailableLine = (what: Unavailable["what"], state: NotReady): Unavailable => ({
  kind: "unavailable",
  what,
  id: state.id,
  evidence: [...state.evidence],
});

const tell = (selection: Selection, progress: Progress, started: number): void => {
  const missing = (what: Unavailable["what"]): number => selection.unavailable.filter((line) => line.what === what).length;
  const of = (there: number, lacking: number): string => `${there} of ${there + lacking}`;
  const { toolchains, lanes } = selection;
  progress.note(
    `${of(toolchains.length, missing("toolchain"))} toolchains and ${of(lanes.length, missing("lane"))} lanes are there (${formatDuration(monotonic() - started)})`,
  );
  for (const { what, name, count, evidence } of groupMissing(selection.unavailable)) {
    const more = what === "lane" && !name.includes("nil:") ? "gatehouse doctor keeps" : "gatehouse doctor";
    progress.note(`not here: ${what}${count > 1 ? "s" : ""} ${name}: ${evidence.find((item) => !item.pass)?.name ?? ""} (${more} tells more)`);
  }
};

/** Provisions and probes what a profile and a filter may want, and plans the cells; in these releases where some are named. */
export const select = async (
  session: Session,
  profile: Profile,
  filter: Filter,
  progress: Progress,
  only?: readonly ReleaseCandidate[],
): Promise<Selection> => {
  const started = monotonic();
  const { catalog } = session;
  const wanted = buildCandidates(catalog, profile, filter);
  const builds: readonly BuildCandidate[] = [...trustCandidates(catalog, new Set(wanted.map((each) => each.target))), ...wanted];
  const names = new Map(builds.map(({ language, toolchain }) => [`${language}/${toolchain}`, { language, toolchain }]));
  const targets = new Set(builds.map((each) => each.target));
  // A lane that has no target of any build would be provisioned for nothing.
  const candidates = laneCandidates(catalog, profile, filter, architecture(), only).filter(({ runtime }) =>
    [...targets].some((target) => catalog.runtimes.get(runtime)?.manifest.target[target]),
  );
  const [found, beside] = await Promise.all([
    probeAll(session, [...names.values()], candidates),
    probeAll(session, [], partnerCandidates(catalog, profile, filter, wanted, candidates, architecture())),
  ]);
  const toolchains = found.toolchains.filter((state): state is ReadyToolchain => state.ok);
  // Only now the version of what is on PATH is known.
  const lanes = found.lanes.filter((state): state is Lane => "manifest" in state && selects(filter, laneFacts(state.id)));
  const unavailable = [
    ...found.toolchains.flatMap((state) => (state.ok ? [] : [unavailableLine("toolchain", state)])),
    ...[...found.lanes, ...beside.lanes].flatMap((state) => ("manifest" in state ? [] : [unavailableLine("lane", state)])),
  ];
  const own = new Set(lanes.map(({ text }) => text));
  const partners = [...found.lanes, ...beside.lanes].filter((state): state is Lane => "manifest" in state && !own.has(state.text));
  await checkFilter(filter, catalog, lanes, partners);
  const ready = new Set(toolchains.map((toolchain) => toolchain.id));
  const usable = builds.filter((each) => ready.has(`${each.language}/${each.toolchain}`));
  const cells = plan(catalog, usable, lanes, filter, partners).filter(
    ({ workload, id }) => workload.manifest.kind === "trust" || takesCase(profile, filter, workload, id.case),
  );
  const used = new Set(cells.flatMap(lanesOf));
  const selection = { cells, toolchains, lanes: [...lanes, ...partners.filter((lane) => used.has(lane))], unavailable };
  tell(selection, progress, started);
  return selection;
};
