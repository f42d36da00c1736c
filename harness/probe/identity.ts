import { relative } from "node:path";
import { digestOf } from "../host/digest.ts";
import { digestNamedFiles } from "../host/named-files.ts";
import { type Entry, type Lane, laneTarget, laneWords } from "../model/lane.ts";
import type { Provisioned } from "../model/provisioned.ts";
import type { Mode, ResolvedTarget } from "../model/resolve.ts";
import type { Target } from "../model/words.ts";
import { machineUpkeep } from "./machines.ts";

/** The modes that rows follow from; the others only measure. */
const rowModes: readonly Mode[] = ["run", "serve", "prepare", "wast"];

// Where the store lies says nothing; a program on PATH is what its digest says.
const packageIdentity = ({ id, digest, folder, bin, env, origin }: Provisioned): unknown => {
  const paths = Object.entries(bin).map(([name, path]) => [name, origin === "store" ? relative(folder, path) : ""]);
  const variables = origin === "store" ? Object.entries(env).map(([name, value]) => [name, value.replaceAll(folder, "{package}")]) : [];
  return [id, digest, paths.sort(), variables.sort()];
};

// Why a capability cannot be passed is a reason for people, and no row follows from a trace.
const targetIdentity = ({ mode, inexpressible, claims, trace: _, ...rest }: ResolvedTarget): Record<string, unknown> => ({
  ...rest,
  mode: Object.fromEntries(rowModes.map((each) => [each, mode[each]])),
  claims: [...claims].sort(),
  inexpressible: inexpressible.map(({ capability }) => capability).sort(),
});

/** Digest of a way into a Keep: what wraps a command there, the packages and files that this takes. */
export const entryDigest = async (
  { keep, launcher, packages }: Pick<Entry, "keep" | "launcher" | "packages">,
  accelerator: string | undefined,
  store: string,
): Promise<string> => {
  const wrap = launcher.wrap ?? [];
  const machine = accelerator === undefined ? [] : [accelerator, machineUpkeep()];
  return digestOf([launcher.kind, machine, wrap, await digestNamedFiles(wrap, keep.folder, store), packages.map(packageIdentity)]);
};

/**
 * A lane's identity: the digest of all that its rows follow from, and of nothing else. These are the engine's packages, its commands, sockets,
 * claims and endings as resolved for the version, the files that the commands name, and the way into the Keep. What its manifests
 * say in comments and names, or for other releases, targets of other runtimes and variants, moves nothing.
 */
export const laneDigest = async (lane: Pick<Lane, "id" | "runtime" | "folder" | "packages" | "slowdown">, entry: string, store: string): Promise<string> => {
  const targets = Object.fromEntries(
    (Object.keys(lane.runtime.target) as Target[]).map((target) => {
      const own = laneTarget(lane, target);
      return [target, own && targetIdentity(own)];
    }),
  );
  const words = laneWords(lane);
  // A script that writes a config file is named without its folder.
  const scripts = Object.values(targets).flatMap((own) => {
    const file = own?.["config-file"] as ResolvedTarget["config-file"];
    return file ? [`{manifest}/${file.script}`] : [];
  });
  const files = await digestNamedFiles([targets, words, scripts], lane.folder, store);
  return digestOf({ packages: lane.packages.map(packageIdentity), targets, words, files, entry, slowdown: lane.slowdown });
};
