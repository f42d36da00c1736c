import type { Cause, Verdict } from "./generated/journal.ts";
import type { Capability } from "./generated/workload.ts";

/** The id of a version of WASI: `wasip1`. The catalog knows those that `targets/` has a file for. */
export type Target = string;

/** How much of the matrix a run covers. */
export type ProfileName = "quick" | "full" | "deep";

/** Whose fault a failure is, and what that rests on; nobody's, where the harness's own limit ended it; undetermined names the cells that would decide. */
export type Blame =
  | { readonly on: "workload" | "toolchain" | "runtime" | "keep" | "machine" | "harness" | "nobody"; readonly because: readonly string[] }
  | { readonly on: "undetermined"; readonly because: readonly string[]; readonly run: readonly string[] };

/** What became of a planned cell. `untrusted`: it ran in a lane that did not report planted failures. `lost`: planned, but the journal has no row; never a pass. */
export type CellState =
  | { readonly is: "judged"; readonly verdict: Verdict }
  | { readonly is: "untrusted"; readonly because: string }
  | { readonly is: "inexpressible"; readonly why: string }
  | { readonly is: "lost" };

/** Whether the lane refused a cell: it cannot set it up, or lacks a capability. Nothing ran that a planted failure could put in doubt. */
export const isRefused = (state: CellState): boolean => state.is === "inexpressible" || (state.is === "judged" && state.verdict.is === "unsupported");

export type { Capability, Cause, Verdict };
