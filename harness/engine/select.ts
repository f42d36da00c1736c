import { recipeDigest } from "../build/build.ts";
import { loadCatalog } from "../catalog/load.ts";
import { monotonic } from "../host/clock.ts";
import { digestOf } from "../host/digest.ts";
import { architecture } from "../host/machine.ts";
import type { Agenda, Job, Lacking, Offer } from "../model/agenda.ts";
import type { Placed } from "../model/catalog.ts";
import { gatehouse } from "../model/command.ts";
import type { CaseLine } from "../model/generated/journal.ts";
import type { LanguageManifest } from "../model/generated/language.ts";
import type { Lane } from "../model/lane.ts";
import { formatDuration } from "../model/text.ts";
import { makeAgenda } from "../plan/agenda.ts";
import { laneFacts, type ReleaseCandidate } from "../plan/candidates.ts";
import { checkFilter } from "../plan/check-filter.ts";
import { type Filter, selects } from "../plan/filter.ts";
import { candidatesFor, fulfils } from "../plan/lanes.ts";
import { match } from "../plan/match.ts";
import { lanesOf, type PlannedCell } from "../plan/planned.ts";
import type { Profile } from "../plan/profile.ts";
import { probeAll, type ReadyToolchain } from "../probe/probe.ts";
import { groupMissing } from "../report/missing.ts";
import type { Progress } from "../report/progress.ts";
import { caseLine } from "../run/contract.ts";
import { lanesIn, makeOffer, toolchainsIn } from "./offer.ts";
import { resolveJobs } from "./resolve.ts";
import type { Session } from "./session.ts";
import { beginBuilds } from "./start-builds.ts";

/** A run's cells on this machine, with the agenda that they answer and the offer that they rest on. */
export interface Selection {
  readonly agenda: Agenda;
  readonly offer: Offer;
  readonly jobs: readonly Job[];
  readonly cells: readonly PlannedCell[];
  /** By WORKLOAD/CASE: what the cells of a case are held against. */
  readonly cases: ReadonlyMap<string, CaseLine>;
  readonly toolchains: readonly ReadyToolchain[];
  /** Lanes that the filter selects, and those in which roles of their cells run besides. */
  readonly lanes: readonly Lane[];
  readonly unavailable: readonly Lacking[];
}

/** The one worker of a run on this machine. */
const here = "w1";

const tell = ({ toolchains, lanes, unavailable }: Selection, progress: Progress, started: number): void => {
  const missing = (what: Lacking["what"]): number => unavailable.filter((line) => line.what === what).length;
  const of = (there: number, lacking: number): string => `${there} of ${there + lacking}`;
  progress.note(
    `${of(toolchains.length, missing("toolchain"))} toolchains and ${of(lanes.length, missing("lane"))} lanes are there (${formatDuration(monotonic() - started)})`,
  );
  for (const { what, name, count, evidence } of groupMissing(unavailable)) {
    const more = what === "lane" && !name.includes("nil:") ? `${gatehouse} doctor keeps` : `${gatehouse} doctor`;
    progress.note(`not here: ${what}${count > 1 ? "s" : ""} ${name}: ${evidence.find((item) => !item.pass)?.name ?? ""} (\`${more}\` tells more)`);
  }
};

/** The agenda of a profile and a filter, with the contract of each of its cases; in these releases where some are named. */
export const readAgenda = (
  { catalog }: Pick<Session, "catalog">,
  profile: Profile,
  filter: Filter,
  releases?: readonly ReleaseCandidate[],
): { readonly agenda: Agenda; readonly cases: ReadonlyMap<string, CaseLine> } => {
  const cases = new Map<string, CaseLine>();
  const agenda = makeAgenda(
    catalog,
    { profile, filter, architecture: architecture(), releases },
    {
      contract: (workload, entry) => {
        const line = caseLine(workload.manifest.id, entry, workload.folder);
        cases.set(line.case, line);
        return line.contract;
      },
      sources: ({ port, ...id }) => {
        const language = catalog.languages.get(id.language) as Placed<LanguageManifest>;
        return recipeDigest({ id, language, layers: port.layers, makes: catalog.targets.get(id.target)?.kind ?? "module" });
      },
    },
  );
  return { agenda, cases };
};

/** What of a selection differs from the ordinary one. */
export interface SelectOptions {
  /** In place of the profile's own. */
  readonly releases?: readonly ReleaseCandidate[] | undefined;
  /** All that is selected is run, by so many jobs: its builds may begin while the machine is still probed. */
  readonly begin?: number | undefined;
}

/** Makes the agenda of a profile and a filter, probes this machine for its lanes and toolchains, and matches the two. */
export const select = async (
  session: Session,
  profile: Profile,
  filter: Filter,
  progress: Progress,
  { releases, begin }: SelectOptions = {},
): Promise<Selection> => {
  const started = monotonic();
  const { catalog } = session;
  const { agenda, cases } = readAgenda(session, profile, filter, releases);
  const found = await probeAll(
    session,
    agenda.builds,
    candidatesFor(catalog, agenda.wishes, agenda.architecture),
    begin === undefined ? undefined : beginBuilds(session, agenda, begin),
  );
  const offer = makeOffer(here, found, session.launcher.contained);
  const jobs = match(agenda, [offer]);
  const all = lanesIn(found);
  const cells = resolveJobs(catalog, jobs, all);
  try {
    checkFilter(filter, catalog, cells, offer);
  } catch (error) {
    if (catalog.unread.length === 0) throw error;
    // A term may be about what was not read.
    checkFilter(filter, await loadCatalog(catalog.root), cells, offer);
  }
  const used = new Set(cells.flatMap(lanesOf));
  const isNamed = ({ id }: Lane): boolean => agenda.wishes.some((wish) => !wish.partner && fulfils(id, wish)) && selects(filter, laneFacts(id));
  const lanes = [...all.filter(isNamed), ...all.filter((lane) => !isNamed(lane) && used.has(lane))];
  const selection = { agenda, offer, jobs, cells, cases, toolchains: toolchainsIn(found), lanes, unavailable: offer.lacking };
  tell(selection, progress, started);
  return selection;
};

/** Digest of an agenda and the cells that follow from it: a run goes on, and shards are merged, only where it is the same. */
export const digestAgenda = ({ agenda, jobs }: Pick<Selection, "agenda" | "jobs">): string => digestOf([agenda, jobs.map(({ cell }) => cell)]);
