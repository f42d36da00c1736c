import type { Launcher } from "../launch/launcher.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Evidence } from "../model/generated/journal.ts";
import type { Entry } from "../model/lane.ts";
import type { Provisioner } from "../provision/provision.ts";
import type { Machines } from "./machines.ts";

/** A way into a Keep that is there, with what was shown for it; or what is missing. */
export type EntryState =
  | { readonly ok: true; readonly entry: Entry; readonly accelerator: string | undefined; readonly slowdown: number; readonly evidence: readonly Evidence[] }
  | { readonly ok: false; readonly evidence: readonly Evidence[] };

/** A toolchain or lane that this machine lacks. */
export interface NotReady {
  readonly ok: false;
  readonly id: string;
  readonly evidence: readonly Evidence[];
}

/** What probing takes: manifests, the store with what fills it, and what runs commands that answer a question. */
export interface ProbeGround {
  readonly store: string;
  readonly catalog: Catalog;
  readonly provisioner: Provisioner;
  /** Runs commands on this machine. */
  readonly launcher: Launcher;
  readonly machines: Machines;
  /** Ways into Keeps that were probed, by digest: each is probed once. */
  readonly entries: Map<string, Promise<EntryState>>;
}
