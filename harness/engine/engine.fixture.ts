import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BuildResult } from "../build/build.ts";
import type { Command, Exit, Launcher } from "../launch/launcher.ts";
import type { Job, Offer } from "../model/agenda.ts";
import type { Catalog, PlacedRuntime } from "../model/catalog.ts";
import type { CaseLine } from "../model/generated/journal.ts";
import type { RuntimeTarget } from "../model/generated/runtime.ts";
import type { CaseManifest } from "../model/generated/workload.ts";
import { printBuild } from "../model/ids.ts";
import type { Lane } from "../model/lane.ts";
import { makeAgenda } from "../plan/agenda.ts";
import { catalog, lane, runtime, workload } from "../plan/catalog.fixture.ts";
import { parseFilter } from "../plan/filter.ts";
import { toWish } from "../plan/lanes.ts";
import { match } from "../plan/match.ts";
import { buildsOf, type PlannedCell } from "../plan/planned.ts";
import { everything } from "../plan/profile.ts";
import { caseLine } from "../run/contract.ts";
import { makeOffer } from "./offer.ts";
import { resolveJobs } from "./resolve.ts";

/** How a command of a made-up engine goes. */
export interface Act extends Partial<Exit> {
  readonly stdout?: string | Uint8Array;
  readonly stderr?: string;
}

/** A launcher in this process: `play` stands for the engine; it is told the command and how many were before it. */
export const launcherOf = (play: (command: Command, before: number) => Act | Promise<Act>): Launcher & { readonly commands: readonly Command[] } => {
  const commands: Command[] = [];
  return {
    supervised: true,
    contained: "no",
    commands,
    run: async (command, started) => {
      commands.push(command);
      started?.({ signal: () => {} });
      const { stdout = "", stderr = "", ...exit } = await play(command, commands.length - 1);
      writeFileSync(command.stdout, stdout);
      writeFileSync(command.stderr, stderr);
      const figures = { wallMs: 1, userMs: 2, systemMs: 1, peakKib: 100, leftProcesses: 0 };
      return { code: 0, signal: null, limit: undefined, startError: undefined, ...figures, ...exit };
    },
    close: async () => {},
  };
};

/** A runtime whose command names its program and gives it its arguments. */
export const engine = (own: Partial<RuntimeTarget["mode"]> = {}, id = "made"): PlacedRuntime =>
  runtime(id, { wasip1: { mode: { run: [`/${id}`, "{wasm}", "{args}"], ...own } } }, [{ version: "1.0.0", current: true }]);

/** A made-up plan as a machine with these lanes resolves it. */
export interface Planned {
  readonly catalog: Catalog;
  readonly offer: Offer;
  readonly jobs: readonly Job[];
  readonly cells: readonly PlannedCell[];
  readonly cases: ReadonlyMap<string, CaseLine>;
}

/** Plans these cases, of one workload, in C for wasip1, in these lanes; with what tries the lanes themselves where `trust` is said. */
export const planOf = (cases: readonly Partial<CaseManifest>[], lanes: readonly Lane[] = [lane(engine(), "1.0.0")], trust = false): Planned => {
  const own: Catalog = {
    ...catalog,
    workloads: new Map([workload("made", ["c"], cases), ...[...catalog.workloads].filter(([id]) => trust && id === "must-trap")]),
  };
  const lines = new Map<string, CaseLine>();
  const agenda = makeAgenda(
    own,
    { profile: everything, filter: parseFilter(["toolchain=clang", "target=wasip1"]), architecture: "x86_64" },
    {
      contract: ({ manifest, folder }, entry) => {
        const line = caseLine(manifest.id, entry, folder);
        lines.set(line.case, line);
        return line.contract;
      },
      sources: ({ port }) => port.folder,
    },
  );
  const wishes = lanes.map(({ id, entry }) =>
    toWish({ ...id, release: { version: id.version, current: true }, launcher: { ...entry.launcher, kind: id.launcher as "host" }, variant: id.variant }),
  );
  const offer = makeOffer("w1", { toolchains: [{ ok: true, id: "c/clang", version: "1", digest: "d", packages: [] }], lanes }, "namespaces");
  const jobs = match({ ...agenda, wishes }, [offer]);
  return { catalog: own, offer, jobs, cells: resolveJobs(own, jobs, lanes), cases: lines };
};

/** The builds of cells, all there: each program is a file in `folder`, except those that `fail` names. */
export const buildsFor = (cells: readonly PlannedCell[], folder: string, fail: readonly string[] = []): ReadonlyMap<string, Promise<BuildResult>> => {
  mkdirSync(folder, { recursive: true });
  return new Map(
    cells.flatMap(buildsOf).map((id): [string, Promise<BuildResult>] => {
      const build = printBuild(id);
      const row = { kind: "artifact", build, key: "sha256:k", reused: false, milliseconds: 1 } as const;
      if (fail.includes(build))
        return [build, Promise.resolve({ row: { ...row, outcome: { state: "failed", stage: "compile", message: "no", command: [] } }, wasm: undefined })];
      const wasm = join(folder, `${build.replaceAll(/[^a-z0-9.]/g, "-")}.wasm`);
      writeFileSync(wasm, build);
      const outcome = { state: "built", digest: `sha256:${build}`, size: build.length, imports: [], exports: [], producers: [] } as const;
      return [build, Promise.resolve({ row: { ...row, outcome: { ...outcome, imports: [], exports: [], producers: [] } }, wasm })];
    }),
  );
};
