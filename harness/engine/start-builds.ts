import pLimit from "p-limit";
import { type BuildResult, build } from "../build/build.ts";
import type { Sources } from "../build/sources.ts";
import { freeMemoryMib } from "../host/machine.ts";
import type { Launcher } from "../launch/launcher.ts";
import { type BuildId, printBuild } from "../model/ids.ts";
import { buildsOf, type PlannedCell } from "../plan/planned.ts";
import type { ReadyToolchain } from "../probe/probe.ts";
import type { Session } from "./session.ts";

/** A build may take gigabytes: fewer run at once where memory is short. */
const leastMemoryPerBuildMib = 1500;

/** What builds are started with. */
export interface BuildWork {
  readonly launcher: Launcher;
  readonly jobs: number;
  readonly expect: (builds: readonly string[]) => void;
  readonly done: (result: BuildResult) => void;
}

// The roles of a port that has several, the one to build first.
const rolesFrom = ({ workload }: PlannedCell, role: string | undefined): Sources["roles"] =>
  role === undefined ? undefined : [role, ...(workload.manifest.roles ?? []).filter((other) => other !== role)];

/** Starts the builds that cells need, each once, a few at a time; by build id. */
export const startBuilds = (
  session: Session,
  cells: readonly PlannedCell[],
  toolchains: readonly ReadyToolchain[],
  work: BuildWork,
): ReadonlyMap<string, Promise<BuildResult>> => {
  const limit = pLimit(Math.max(1, Math.min(work.jobs, Math.floor(freeMemoryMib() / leastMemoryPerBuildMib))));
  const ready = new Map(toolchains.map((toolchain) => [toolchain.id, toolchain]));
  const wanted = new Map(
    cells.filter((cell) => cell.inexpressible === undefined).flatMap((cell) => buildsOf(cell).map((id) => [printBuild(id), { ...id, cell }] as const)),
  );
  work.expect([...wanted.keys()]);
  const start = async (text: string): Promise<BuildResult> => {
    const { cell, ...id } = wanted.get(text) as BuildId & { readonly cell: PlannedCell };
    const toolchain = ready.get(`${id.language}/${id.toolchain}`);
    const language = session.catalog.languages.get(id.language);
    const makes = session.catalog.targets.get(id.target)?.kind;
    if (!toolchain || !language || !makes) throw new Error(`${text} was planned without its toolchain`);
    const result = await build(
      { id, language, makes, layers: cell.build.port.layers, roles: rolesFrom(cell, id.role), packages: toolchain.packages, version: toolchain.version },
      session.store,
      work.launcher,
    );
    if (!session.signal.aborted) work.done(result);
    return result;
  };
  return new Map([...wanted.keys()].map((text) => [text, limit(() => start(text))]));
};
