import type { Evidence, Machine } from "./generated/journal.ts";

/** A client, toolchain or lane: whether it is there, and if not, why. */
export interface Item {
  readonly id: string;
  readonly ok: boolean;
  readonly version?: string;
  readonly evidence: readonly Evidence[];
}

/** What this machine has for a run, and what it lacks. */
export interface Findings {
  readonly machine: Machine;
  readonly supervised: boolean;
  readonly clients: readonly Item[];
  readonly toolchains: readonly Item[];
  readonly lanes: readonly Item[];
  /** What the store takes on disk, in bytes, by its folders; absent where nobody asked. */
  readonly store?: { readonly folder: string; readonly bytes: Readonly<Record<string, number>> };
}

/**
 * One way into a Keep on this machine. `unattested`: programs run there, but what the Keep claims is not proven. `unproven`: a runtime
 * that makes the Keep itself has to be asked, and its engine is not provisioned for that.
 */
export interface WayFound {
  readonly keep: string;
  readonly launcher: string;
  readonly accelerator?: string;
  readonly architecture: string;
  readonly state: "runs" | "unattested" | "unproven" | "missing";
  readonly runtimes: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** What of the store is not what was put there; `moved`: where it lies now. */
export interface StoreFindings {
  readonly store: string;
  /** How many folders were read: packages, artifacts, prepared forms, snapshots and programs of the harness. */
  readonly read: number;
  readonly changed: readonly { readonly what: string; readonly moved?: string }[];
}

/** What of the Keeps this machine has. */
export interface KeepFindings {
  readonly machine: Machine;
  readonly keeps: readonly {
    readonly id: string;
    readonly name: string;
    readonly about: string;
    readonly confidential: boolean;
    readonly ways: readonly WayFound[];
  }[];
}

/** Something that nobody needs. `unused`: no manifest names it; `old`: it is made again where it is needed; `unshared`: nobody shares the file any more; `run`: an old run. */
export interface Cleanable {
  readonly path: string;
  readonly bytes: number;
  readonly why: "unused" | "old" | "unshared" | "run";
}

/** What takes space and nobody needs; removed, or only found. */
export interface CleanFindings {
  readonly store: string;
  readonly removed: boolean;
  readonly items: readonly Cleanable[];
  readonly bytes: number;
}
