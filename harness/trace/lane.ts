import { join } from "node:path";
import type { ReadyCase, ReadyProgram } from "../engine/observe.ts";
import { loadHook } from "../host/hooks.ts";
import { heard } from "../launch/heard.ts";
import type { Command, Launcher } from "../launch/launcher.ts";
import type { Call } from "../model/generated/trace.ts";
import type { ResolvedTarget } from "../model/resolve.ts";
import type { Told } from "../model/trace.ts";
import { readStream } from "../run/streams.ts";
import { takeCalls } from "./read-lines.ts";

/** Whether an engine tells the calls of its guests. */
export const canTrace = (target: Pick<ResolvedTarget, "mode" | "report" | "trace">): boolean =>
  target.mode.trace !== undefined && (target.report === true || target.trace !== undefined);

// The commands that trace stand in the place of those that run; `calls` are told whole.
const tracingTarget = (target: ResolvedTarget, calls: number): ResolvedTarget => {
  const { trace, "trace-serve": serve, ...mode } = target.mode;
  const fill = (words: readonly string[]): string[] => words.map((word) => word.replace("{calls}", String(calls)));
  return {
    ...target,
    mode: { ...mode, ...(trace ? { run: fill(trace) } : {}), ...(serve ? { serve: fill(serve) } : {}) },
    ...(target.trace?.env ? { "process-env": { ...target["process-env"], ...target.trace.env } } : {}),
  };
};

/** A case whose programs tell their calls, so many of them whole. */
export const tracing = (ready: ReadyCase, calls: number): ReadyCase => {
  const toTracing = (program: ReadyProgram): ReadyProgram => ({ ...program, target: tracingTarget(program.target, calls) });
  const [first, ...others] = ready.programs;
  return { ...ready, programs: [toTracing(first), ...others.map(toTracing)] };
};

/** What reads the calls that an engine told of a command, which has ended. */
type Reader = (command: Command) => Told | undefined;

/** Reads the calls of a lane's engine: from its report, or by its own script from standard error. */
export const callReader = async ({ lane, target }: Pick<ReadyProgram, "lane" | "target">): Promise<Reader> => {
  if (target.report) return ({ report }) => (report === undefined ? undefined : takeCalls(report));
  const script = target.trace?.script;
  if (script === undefined) return () => undefined;
  const read = await loadHook<((text: string) => readonly Call[]) & Pick<Told, "omits">>(lane.folder, script);
  return ({ stderr }) => ({ calls: read(readStream(stderr).toString("utf8")), dropped: 0, ...(read.omits ? { omits: read.omits } : {}) });
};

/** A launcher that hears what its commands tell of calls; each by the name of its sandbox. */
export const hearing = (launcher: Launcher, read: Reader, hear: (sandbox: string, told: Told) => void): Launcher =>
  heard(launcher, (command) => {
    const told = read(command);
    if (told) hear(sandboxOf(command), told);
  });

const sandboxOf = ({ cwd }: Command): string => join(cwd, "..").split("/").at(-1) ?? "";
