import { digestOf } from "../host/digest.ts";
import type { Asks, Program } from "../model/contract.ts";
import type { Presets } from "../model/generated/workload.ts";
import { type Commanded, type Lane, laneWords } from "../model/lane.ts";
import { fillWord, fillWords, type Values } from "../model/placeholders.ts";
import { placeholderValues } from "../model/provisioned.ts";
import type { Mode, ResolvedTarget } from "../model/resolve.ts";

/** A command with the environment of the engine's own process. */
export interface Command {
  readonly argv: string[];
  readonly env: Record<string, string>;
}

/** What a command is made from besides a contract. */
export interface Places {
  readonly wasm: string;
  readonly prepared: string | undefined;
  readonly cache: string;
  /** Host folders of the case's directories, in the contract's order. */
  readonly directories?: readonly string[];
  /** Addresses of preopened sockets, HOST:PORT, in the contract's order; absent: no sockets. */
  readonly sockets?: readonly string[];
  /** The file to which an engine writes where its guest listens, where it has to tell. */
  readonly listening?: string;
  /** The target's `config-file`, where it takes one. */
  readonly config?: string;
  /** Host paths of the modules beside the program, in the contract's order. */
  readonly modules?: readonly string[];
  /** Host path of the script that is run in place of the program. */
  readonly script?: string;
  /** What the modes fuel and memory allow: units of work, or bytes. */
  readonly limit?: number;
}

/** What a program is given that its command tells. */
type Given = Pick<Program, "args" | "env" | "directories"> & Omit<Asks, "script">;

/** The mode that runs a program: an engine that serves HTTP listens for its guest, and one that runs a script has no guest. */
export const runMode = ({ sockets, script }: Program): "run" | "serve" | "wast" => {
  if (script) return "wast";
  return sockets.some(({ protocol }) => protocol === "http") ? "serve" : "run";
};

/**
 * The command of a lane in a mode: for an artifact, or for a program by its contract where `program` is given. Undefined where
 * its runtime has none.
 */
export const modeCommand = (lane: Commanded, target: ResolvedTarget, mode: Mode, places: Places, program?: Given): Command | undefined => {
  const words = target.mode[mode];
  if (!words) return undefined;
  const values: Values = {
    ...placeholderValues(lane.packages).values,
    ...laneWords(lane),
    manifest: lane.folder,
    wasm: places.wasm,
    cache: places.cache,
    prepared: places.prepared,
    ...(places.limit === undefined ? {} : { fuel: String(places.limit), bytes: String(places.limit) }),
    ...(program ? programValues(target, program, places) : {}),
  };
  return { argv: [...lane.entry.wrap, ...fillWords(words, values)], env: processEnvironment(lane, target, values) };
};

const presetWords = (target: ResolvedTarget, presets: Presets): string[] =>
  (Object.entries(presets) as [keyof Presets, Readonly<Record<string, string>>][]).flatMap(([kind, values]) =>
    Object.entries(values).flatMap(([name, value]) => fillWords(target.presets?.[kind] ?? [], { name, value })),
  );

// What a program asks of its engine besides its inputs.
const extraWords = (target: ResolvedTarget, { argv0, proposals = [], preload = {}, presets = {} }: Given, { modules = [] }: Places): string[] => [
  ...(argv0 === undefined ? [] : fillWords(target.argv0 ?? [], { argv0 })),
  ...proposals.flatMap((name) => target.proposal?.[name] ?? []),
  ...Object.keys(preload).flatMap((name, index) => fillWords(target.preload ?? [], { name, module: modules[index] })),
  ...presetWords(target, presets),
];

const programValues = (target: ResolvedTarget, program: Given, places: Places): Values => ({
  address: places.sockets?.[0],
  config: places.config,
  script: places.script,
  args: program.args,
  extra: extraWords(target, program, places),
  env: Object.entries(program.env).flatMap(([name, value]) => fillWords(target.variable, { name, value })),
  directories: program.directories.flatMap(({ guest }, index) => fillWords(target.directory, { host: places.directories?.[index], guest })),
  sockets: socketWords(target, places),
});

const socketWords = ({ sockets }: ResolvedTarget, { sockets: addresses, listening: file }: Places): string[] => {
  if (!sockets || !addresses) return [];
  const listen = sockets.as === "descriptors" ? addresses.flatMap((address) => fillWords(sockets.listen ?? [], { address })) : [];
  const listening = file === undefined ? [] : fillWords(sockets.listening ?? [], { file });
  return [...(sockets.always ?? []), ...listening, ...listen];
};

const processEnvironment = (lane: Commanded, target: ResolvedTarget, values: Values): Record<string, string> => ({
  // What wraps a command is a process of this machine; what makes a machine is not the command's own.
  ...(lane.entry.wrap.length > 0 ? placeholderValues(lane.entry.packages).env : {}),
  ...Object.fromEntries(Object.entries(target["process-env"] ?? {}).map(([name, value]) => [name, fillWord(value, values)])),
});

/** What a lane's process may load ahead of its command; undefined where it has to be started for it. */
export const standbyModules = (lane: Commanded, target: ResolvedTarget): readonly string[] | undefined =>
  target.standby && lane.entry.wrap.length === 0 ? fillWords(target.standby, placeholderValues(lane.packages).values) : undefined;

/** The key of an artifact's prepared form in a lane; those of a store that did not seal them are left alone. */
export const preparedKey = ({ digest }: Pick<Lane, "digest">, { mode }: ResolvedTarget, artifact: string): string =>
  digestOf([artifact, digest, mode.prepare, "sealed"]);
