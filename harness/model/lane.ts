import type { Placed } from "./catalog.ts";
import type { KeepLauncher, KeepManifest } from "./generated/keep.ts";
import type { RuntimeManifest, RuntimeTarget } from "./generated/runtime.ts";
import type { LaneId } from "./ids.ts";
import type { Provisioned } from "./provisioned.ts";
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
  readonly manifest: RuntimeManifest;
  /** Folder of the runtime's manifest. */
  readonly folder: string;
  readonly packages: readonly Provisioned[];
  /** Digest of the engine, with its variant and its Keep. */
  readonly digest: string;
  /** Factor of its Keep and of its release on every time limit. */
  readonly slowdown: number;
  readonly entry: Entry;
  /** Why none of its cells counts, where its Keep claims to be confidential and nobody has verified that. */
  readonly unattested?: string;
}

/** What of a lane its commands are made from. */
export interface Commanded extends Pick<Lane, "id" | "manifest" | "folder" | "packages"> {
  readonly entry: Pick<Entry, "wrap" | "packages">;
}

/** How a lane runs a target; undefined where its runtime, or its variant, has no such target. */
export const laneTarget = (lane: Pick<Lane, "id" | "manifest">, target: Target): RuntimeTarget | undefined => {
  const only = lane.id.variant === undefined ? undefined : lane.manifest.variant?.[lane.id.variant]?.targets;
  return only && !only.includes(target) ? undefined : lane.manifest.target[target];
};

/** Whether the commands of a lane are processes of this machine, or of a machine that shares none of its files. */
export const sharesFiles = (id: LaneId): boolean => id.launcher === "host" || id.launcher === "qemu-user";

/** What `{variant}` and `{keep}` stand for in a lane's commands. */
export const laneWords = ({ id, manifest }: Pick<Lane, "id" | "manifest">): { readonly variant: readonly string[]; readonly keep: readonly string[] } => ({
  variant: (id.variant && manifest.variant?.[id.variant]?.argv) || [],
  // In a machine of somebody else's making, a runtime that makes Keeps itself makes none of its own.
  keep: manifest.keep?.[id.launcher === "host" ? id.keep : "nil"]?.argv ?? [],
});

/** The command that makes a lane's engine tell its version: that of its release, where this takes another one than its runtime. */
export const versionWords = ({
  id,
  manifest,
}: {
  readonly id: Pick<LaneId, "version">;
  readonly manifest: Pick<RuntimeManifest, "release" | "version">;
}): readonly string[] => manifest.release.find(({ version }) => version === id.version)?.ask ?? manifest.version;
