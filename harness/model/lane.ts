import type { RuntimeManifest } from "./generated/runtime.ts";
import type { LaneId } from "./ids.ts";
import type { Provisioned } from "./provisioned.ts";

/** A lane of this machine that was probed: it can be used. */
export interface Lane {
  readonly id: LaneId;
  readonly text: string;
  readonly manifest: RuntimeManifest;
  /** Folder of the runtime's manifest. */
  readonly folder: string;
  readonly packages: readonly Provisioned[];
  /** Digest of the engine. */
  readonly digest: string;
  /** Factor of its Keep on every time limit. */
  readonly slowdown: number;
}
