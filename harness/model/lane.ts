import type { Placed } from "./catalog.ts";
import type { KeepLauncher, KeepManifest } from "./generated/keep.ts";
import type { LaneId } from "./ids.ts";
import type { Provisioned } from "./provisioned.ts";
import type { ResolvedRuntime, ResolvedTarget } from "./resolve.ts";
import type { Target } from "./words.ts";

/** How the commands of a lane get into its Keep. */
export interface Entry {
  readonly keep: Placed<KeepManifest>;
  readonly launcher: KeepLauncher;
  /** Packages of the Keep that the launcher takes. */
  readonly packages: readonly Provisioned[];
  /** Words before each command, filled in; none where nothing wraps it. */
  readonly wrap: readonly string[];
}

/** A lane of this machine that was probed: it can be used. */
export interface Lane {
  readonly id: LaneId;
  readonly text: string;
  /** Its runtime as it is at this version. */
  readonly runtime: ResolvedRuntime;
  /** Folder of the runtime's manifest. */
  readonly folder: string;
  readonly packages: readonly Provisioned[];
  /** Files beside the folder that its host scripts take parts from. */
  readonly beside: readonly string[];
  /** Of all that its rows follow from: engine, commands, endings and claims as resolved, host scripts, the way into its Keep. */
  readonly digest: string;
  /** Factor of its Keep and of its release on every time limit. */
  readonly slowdown: number;
  readonly entry: Entry;
  /** Why none of its cells counts, where its Keep claims to be confidential and nobody has verified that. */
  readonly unattested?: string;
}

/** What of a lane its commands are made from. */
export interface Commanded extends Pick<Lane, "id" | "runtime" | "folder" | "packages"> {
  readonly entry: Pick<Entry, "wrap" | "packages">;
}

/** How a lane runs a target; undefined where its runtime, or its variant, has no such target. */
export const laneTarget = (lane: Pick<Lane, "id" | "runtime">, target: Target): ResolvedTarget | undefined => {
  const only = lane.id.variant === undefined ? undefined : lane.runtime.variant[lane.id.variant]?.targets;
  return only && !only.includes(target) ? undefined : lane.runtime.target[target];
};

/** Whether the commands of a lane are processes of this machine, or of a machine that shares none of its files. */
export const sharesFiles = (id: LaneId): boolean => id.launcher === "host" || id.launcher === "qemu-user";

/** What `{variant}` and `{keep}` stand for in a lane's commands. */
export const laneWords = ({ id, runtime }: Pick<Lane, "id" | "runtime">): { readonly variant: readonly string[]; readonly keep: readonly string[] } => ({
  variant: (id.variant && runtime.variant[id.variant]?.argv) || [],
  // In a machine of somebody else's making, a runtime that makes Keeps itself makes none of its own.
  keep: runtime.keep[id.launcher === "host" ? id.keep : "nil"]?.argv ?? [],
});
