import type { Launcher } from "../launch/launcher.ts";
import type { Placed } from "../model/catalog.ts";
import type { Evidence } from "../model/generated/journal.ts";
import type { Accelerator, KeepLauncher, KeepManifest } from "../model/generated/keep.ts";
import type { Lane } from "../model/lane.ts";
import type { Provisioned } from "../model/provisioned.ts";

/** A virtual machine as its Keep says it, before it is known whether one boots. */
export interface MachinePlan {
  readonly keep: Placed<KeepManifest>;
  readonly launcher: KeepLauncher;
  /** Packages of the Keep that the launcher takes. */
  readonly packages: readonly Provisioned[];
  readonly architecture: string;
}

/** By what a machine boots here; or why none does. */
export type MachineProof = { readonly accelerator: Accelerator | undefined } | { readonly missing: readonly Evidence[] };

/** Boots a machine, once in a session for each plan: the first of its accelerators by which a guest answers. */
export const proveMachine = (plan: MachinePlan): Promise<MachineProof> =>
  Promise.resolve({
    missing: [
      {
        name: `a machine by ${plan.launcher.kind}`,
        pass: false,
        info: "this version of the harness has no launcher for it",
        hint: "nothing can be done on this machine: other lanes run what this one would",
      },
    ],
  });

/** The launcher of a lane in a machine: opened when it first runs something, closed with its session. */
export const openMachine = (lane: Lane): Launcher => {
  throw new Error(`${lane.text} was made without a machine`);
};
