import type { BuildJob, BuildResult } from "../build/build.ts";
import type { Launcher } from "../launch/launcher.ts";
import type { Agenda, AgendaBuild } from "../model/agenda.ts";
import type { Port, Workload } from "../model/catalog.ts";
import { type BuildId, printBuild } from "../model/ids.ts";
import type { Lane } from "../model/lane.ts";
import { portFinder } from "../plan/candidates.ts";
import { buildsOf, type PlannedCell } from "../plan/planned.ts";
import type { ReadyToolchain } from "../probe/probe.ts";
import { buildInTurn, buildsAtOnce } from "./begun.ts";
import type { Session } from "./session.ts";

/** What builds are started with. */
export interface BuildWork {
  readonly launcher: Launcher;
  readonly jobs: number;
  readonly expect: (builds: readonly string[]) => void;
  readonly done: (result: BuildResult) => void;
}

// The roles of a port that has several, the one to build first.
const rolesFrom = ({ manifest }: Workload, role: string | undefined): BuildJob["roles"] =>
  role === undefined ? undefined : [role, ...(manifest.roles ?? []).filter((other) => other !== role)];

const toJob = ({ catalog }: Pick<Session, "catalog">, id: BuildId, port: Port, toolchain: ReadyToolchain | undefined): BuildJob => {
  const language = catalog.languages.get(id.language);
  const makes = catalog.targets.get(id.target)?.kind;
  const workload = catalog.workloads.get(id.workload);
  if (!toolchain || !language || !makes || !workload) throw new Error(`${printBuild(id)} was planned without its toolchain`);
  return { id, language, makes, layers: port.layers, roles: rolesFrom(workload, id.role), packages: toolchain.packages, version: toolchain.version };
};

/** The programs of a port that an agenda's cases run. */
const programsOf = ({ catalog }: Pick<Session, "catalog">, own: AgendaBuild): BuildId[] => {
  const workload = catalog.workloads.get(own.workload);
  const cases = workload?.cases.filter(({ id }) => own.cases.includes(id)) ?? [];
  const ids = workload ? cases.flatMap((entry) => buildsOf({ id: own, workload, case: entry })) : [];
  return [...new Map(ids.map((id) => [printBuild(id), id])).values()];
};

/**
 * Begins each build of an agenda as soon as its toolchain is ready, and a lane that takes its target: what is told to the returned
 * function. So compilers work, as many at once as there are jobs, while other packages are still fetched.
 */
export const beginBuilds = (session: Session, agenda: Agenda, jobs: number): ((found: ReadyToolchain | Lane) => void) => {
  const toolchains = new Map<string, ReadyToolchain>();
  const targets = new Set<string>();
  const buildOf = portFinder(session.catalog);
  const { limit, results } = session.begun;
  limit.concurrency = buildsAtOnce(jobs);
  const toolchainOf = ({ language, toolchain }: AgendaBuild): ReadyToolchain | undefined => toolchains.get(`${language}/${toolchain}`);
  const begin = (own: AgendaBuild): void => {
    const port = buildOf(own)?.port;
    for (const id of port ? programsOf(session, own) : []) {
      const job = toJob(session, id, port as Port, toolchainOf(own));
      const result = buildInTurn(session.begun, job, session.store, session.launcher);
      // Whoever takes it over hears of its end; nobody may.
      result.catch(() => {});
      results.set(printBuild(id), result);
    }
  };
  let left = agenda.builds;
  return (found) => {
    if ("runtime" in found) for (const target of Object.keys(found.runtime.target)) targets.add(target);
    else toolchains.set(found.id, found);
    const isReady = (own: AgendaBuild): boolean => toolchainOf(own) !== undefined && targets.has(own.target);
    const ready = left.filter(isReady);
    left = left.filter((own) => !isReady(own));
    for (const own of ready) begin(own);
  };
};

/** Starts the builds that cells need, each once, a few at a time; by build id. */
export const startBuilds = (
  session: Session,
  cells: readonly PlannedCell[],
  toolchains: readonly ReadyToolchain[],
  work: BuildWork,
): ReadonlyMap<string, Promise<BuildResult>> => {
  const { limit, results } = session.begun;
  limit.concurrency = buildsAtOnce(work.jobs);
  const ready = new Map(toolchains.map((toolchain) => [toolchain.id, toolchain]));
  const wanted = new Map(
    cells.filter((cell) => cell.inexpressible === undefined).flatMap((cell) => buildsOf(cell).map((id) => [printBuild(id), { id, cell }] as const)),
  );
  work.expect([...wanted.keys()]);
  const take = (text: string): Promise<BuildResult> | undefined => {
    const own = results.get(text);
    results.delete(text);
    return own;
  };
  const start = async (text: string, id: BuildId, cell: PlannedCell): Promise<BuildResult> => {
    const toolchain = ready.get(`${id.language}/${id.toolchain}`);
    const result = await (take(text) ?? buildInTurn(session.begun, toJob(session, id, cell.build.port, toolchain), session.store, work.launcher));
    if (!session.signal.aborted) work.done(result);
    return result;
  };
  return new Map([...wanted].map(([text, { id, cell }]) => [text, start(text, id, cell)]));
};
