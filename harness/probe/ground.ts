import type { Launcher } from "../launch/launcher.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Provisioner } from "../provision/provision.ts";
import type { EntryState } from "./entry.ts";
import type { Machines } from "./machines.ts";

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
