import type { Program } from "../model/contract.ts";
import type { LaneId } from "../model/ids.ts";
import { type Commanded, laneTarget } from "../model/lane.ts";
import { fillWords } from "../model/placeholders.ts";
import { placeholderValues } from "../model/provisioned.ts";
import type { ResolvedRuntime } from "../model/resolve.ts";
import { type SymbolicCase, tokenOf } from "../model/symbolic.ts";
import type { Target } from "../model/words.ts";
import { modeCommand, type Places, runMode } from "./command.ts";

// Its programs and folders are tokens; only what commands are made from is there.
const symbolicLane = (runtime: ResolvedRuntime, id: LaneId): Commanded => ({
  id,
  runtime,
  folder: tokenOf("manifest"),
  packages: Object.entries(runtime.package).map(([name, pack]) => {
    const names = [...Object.keys({ ...pack.bin, ...pack.path?.bin }), ...(pack.path ? [pack.path.command] : [])];
    const bin = Object.fromEntries(names.map((each) => [each, tokenOf(`bin.${each}`)]));
    return { ok: true, id: name, folder: tokenOf(`package.${name}`), bin, env: {}, digest: "", origin: "store" };
  }),
  entry: { wrap: [], packages: [] },
});

/** The commands of a case by a runtime, with a token for every place; `sockets` are those that it is given. Undefined where the runtime lacks the target. */
export const symbolicCase = (
  runtime: ResolvedRuntime,
  id: LaneId,
  target: Target,
  program: Program,
  sockets: Pick<Places, "sockets" | "listening"> = {},
): SymbolicCase | undefined => {
  const lane = symbolicLane(runtime, id);
  const own = laneTarget(lane, target);
  if (!own) return undefined;
  const places = {
    wasm: tokenOf("wasm"),
    prepared: tokenOf("prepared"),
    cache: tokenOf("cache"),
    directories: program.directories.map((_, index) => tokenOf(`directory.${index}`)),
    modules: Object.keys(program.preload ?? {}).map((_, index) => tokenOf(`module.${index}`)),
    ...(program.script ? { script: tokenOf("script") } : {}),
    config: tokenOf("config"),
    ...sockets,
  };
  const run = modeCommand(lane, own, runMode(program), places, program);
  return (
    run && {
      run,
      prepare: modeCommand(lane, own, "prepare", places),
      version: fillWords(runtime.version, { ...placeholderValues(lane.packages).values, manifest: lane.folder }),
    }
  );
};
