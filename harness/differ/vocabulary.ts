import type fc from "fast-check";
import { GatehouseError } from "../model/errors.ts";
import type { Call } from "./call.ts";
import { callsOf02, callsOf03, openings, openings02 } from "./components.ts";
import { callsOfPreview1, openingsOfPreview1 } from "./preview1.ts";

/** What is known of the calls of one version of WASI. */
export interface Vocabulary {
  readonly calls: fc.Arbitrary<Call>;
  /** Calls that open what others use: a program begins with some. */
  readonly openings: fc.Arbitrary<Call>;
  /** The word by which a guest tells success. */
  readonly success: string;
  /** Functions that change nothing: whatever two engines answer, what follows can still be held against each other. */
  readonly reads: ReadonlySet<string>;
  /** Whether a handle that was closed can be named until something else is opened, which may get its number. */
  readonly namesClosed: boolean;
  /** Functions that use a handle up: a call of it behind them ends the guest, by the text of its version. */
  readonly spends: ReadonlySet<string>;
  /** How many programs a guest can take at once. */
  readonly together: number;
}

const ofComponents = {
  success: "ok",
  reads: new Set(["stat", "stat-at", "list", "readlink-at", "read", "get-flags", "get-type", "is-same-object", "drain", "sync", "sync-data", "advise"]),
  namesClosed: false,
  spends: new Set<string>(),
  together: 20,
} as const;

const vocabularies: Readonly<Record<string, Vocabulary>> = {
  wasip1: {
    calls: callsOfPreview1,
    openings: openingsOfPreview1,
    success: "success",
    reads: new Set([
      ...["path_filestat_get", "path_readlink", "fd_readdir", "fd_pread", "fd_tell", "fd_filestat_get", "fd_fdstat_get", "fd_prestat_get"],
      ...["fd_sync", "fd_datasync", "fd_advise"],
    ]),
    namesClosed: true,
    spends: new Set(),
    together: 12,
  },
  wasip2: { calls: callsOf02, openings: openings02, ...ofComponents },
  // Canonical ABI: to read a stream again that has told its end is a trap.
  wasip3: { calls: callsOf03, openings, ...ofComponents, spends: new Set(["drain"]) },
};

/** What is known of a target's calls. Throws a GatehouseError for a target of which nothing is. */
export const vocabularyOf = (target: string): Vocabulary => {
  const own = Object.hasOwn(vocabularies, target) ? vocabularies[target] : undefined;
  if (!own)
    throw new GatehouseError("differ/no-calls", `there are no generated programs for ${JSON.stringify(target)}`, {
      hint: `targets are: ${Object.keys(vocabularies).join(", ")}`,
    });
  return own;
};
