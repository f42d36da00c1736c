import type { Program } from "../model/contract.ts";
import type { RuntimeTarget } from "../model/generated/runtime.ts";
import { type Commanded, laneWords } from "../model/lane.ts";
import { fillWord, fillWords, type Values } from "../model/placeholders.ts";
import { placeholderValues } from "../model/provisioned.ts";

/** What a case's command is made from besides its contract. */
export interface Places {
  readonly wasm: string;
  readonly prepared: string | undefined;
  readonly cache: string;
  /** Host folders of the case's directories, in the contract's order. */
  readonly directories: readonly string[];
  /** Addresses of preopened sockets, HOST:PORT, in the contract's order; absent: no sockets. */
  readonly sockets?: readonly string[];
  /** The file to which an engine writes where its guest listens, where it has to tell. */
  readonly listening?: string;
  /** The target's `config-file`, where it takes one. */
  readonly config?: string;
}

const common = (lane: Commanded, places: Pick<Places, "wasm" | "cache" | "prepared">): Values => ({
  ...placeholderValues(lane.packages).values,
  ...laneWords(lane),
  manifest: lane.folder,
  wasm: places.wasm,
  cache: places.cache,
  prepared: places.prepared,
});

/** Turns a program's contract into the command that a lane runs: argv and the environment of the engine's own process. */
export const runCommand = (lane: Commanded, target: RuntimeTarget, program: Program, places: Places): { argv: string[]; env: Record<string, string> } => {
  const values = common(lane, places);
  const directories = program.directories.flatMap(({ guest }, index) => fillWords(target.directory ?? [], { host: places.directories[index], guest }));
  const sockets = socketWords(target, places);
  const env = Object.entries(program.env).flatMap(([name, value]) => fillWords(target.variable ?? [], { name, value }));
  // An engine that serves HTTP listens for its guest: plan lets no such case reach a target without the words for it.
  const serves = program.sockets.some(({ protocol }) => protocol === "http");
  const words = serves ? (target.serve ?? []) : target.argv;
  const address = places.sockets?.[0];
  return {
    argv: [...lane.entry.wrap, ...fillWords(words, { ...values, address, config: places.config, args: program.args, env, directories, sockets })],
    env: processEnvironment(lane, target, values),
  };
};

const socketWords = ({ sockets }: RuntimeTarget, { sockets: addresses, listening: file }: Places): string[] => {
  if (!sockets || !addresses) return [];
  const listen = sockets.as === "descriptors" ? addresses.flatMap((address) => fillWords(sockets.listen ?? [], { address })) : [];
  const listening = file === undefined ? [] : fillWords(sockets.listening ?? [], { file });
  return [...(sockets.always ?? []), ...listening, ...listen];
};

const processEnvironment = (lane: Commanded, target: RuntimeTarget, values: Values): Record<string, string> => ({
  // What wraps a command is a process of this machine; what makes a machine is not the command's own.
  ...(lane.entry.wrap.length > 0 ? placeholderValues(lane.entry.packages).env : {}),
  ...Object.fromEntries(Object.entries(target["process-env"] ?? {}).map(([name, value]) => [name, fillWord(value, values)])),
});

/** What a lane's process may load ahead of its command; undefined where it has to be started for it. */
export const standbyModules = (lane: Commanded, target: RuntimeTarget): readonly string[] | undefined =>
  target.standby && lane.entry.wrap.length === 0 ? fillWords(target.standby, placeholderValues(lane.packages).values) : undefined;

/** The command that prepares an artifact for a lane, once; undefined where there is none. */
export const prepareCommand = (
  lane: Commanded,
  target: RuntimeTarget,
  places: Pick<Places, "wasm" | "cache" | "prepared">,
): { argv: string[]; env: Record<string, string> } | undefined => {
  if (!target.prepare) return undefined;
  const values = common(lane, places);
  return { argv: [...lane.entry.wrap, ...fillWords(target.prepare, values)], env: processEnvironment(lane, target, values) };
};
