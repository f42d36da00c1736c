import type { Program } from "../model/contract.ts";
import type { RuntimeTarget } from "../model/generated/runtime.ts";
import type { Lane } from "../model/lane.ts";
import { fillWord, fillWords } from "../model/placeholders.ts";
import { placeholderValues } from "../model/provisioned.ts";
import type { Target } from "../model/words.ts";

/** What a case's command is made from besides its contract. */
export interface Places {
  readonly wasm: string;
  readonly prepared: string | undefined;
  readonly cache: string;
  /** Host folders of the case's directories, in the contract's order. */
  readonly directories: readonly string[];
}

/** How a lane runs a target; undefined where the runtime has no such target. */
export const laneTarget = (lane: Lane, target: Target): RuntimeTarget | undefined => lane.manifest.target[target];

const common = (lane: Lane, places: Pick<Places, "wasm" | "cache" | "prepared">): Record<string, string | undefined> => ({
  ...placeholderValues(lane.packages).values,
  manifest: lane.folder,
  wasm: places.wasm,
  cache: places.cache,
  prepared: places.prepared,
});

/** Turns a program's contract into the command that a lane runs: argv and the environment of the engine's own process. */
export const runCommand = (lane: Lane, target: RuntimeTarget, program: Program, places: Places): { argv: string[]; env: Record<string, string> } => {
  const values = common(lane, places);
  const directories = program.directories.flatMap(({ guest }, index) => fillWords(target.directory ?? [], { host: places.directories[index], guest }));
  const env = Object.entries(program.env).flatMap(([name, value]) => fillWords(target.variable ?? [], { name, value }));
  return {
    argv: fillWords(target.argv, { ...values, args: program.args, env, directories }),
    env: processEnvironment(target, values),
  };
};

const processEnvironment = (target: RuntimeTarget, values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(target["process-env"] ?? {}).map(([name, value]) => [name, fillWord(value, values)]));

/** The command that prepares an artifact for a lane, once; undefined where there is none. */
export const prepareCommand = (
  lane: Lane,
  target: RuntimeTarget,
  places: Pick<Places, "wasm" | "cache" | "prepared">,
): { argv: string[]; env: Record<string, string> } | undefined =>
  target.prepare ? { argv: fillWords(target.prepare, common(lane, places)), env: processEnvironment(target, common(lane, places)) } : undefined;
