import type { WorkloadManifest } from "../model/generated/workload.ts";
import type { ProfileName } from "../model/words.ts";
import type { Filter } from "./filter.ts";

/** What a profile covers. */
export interface Profile {
  readonly name: ProfileName;
  readonly about: string;
  /** Which lanes: those of the bare machine, without variants; or all that manifests allow. */
  readonly lanes: "bare" | "all";
  /** Whether it runs releases that are not current. */
  readonly history: boolean;
  readonly kinds: readonly ("probe" | "application" | "benchmark")[];
  /** Whether applications run only where a filter asks for something: all of them take longer to compile than whoever tries the project waits. */
  readonly applicationsOnDemand?: boolean;
}

/** quick is what `npm start` does: at most ten minutes on two cores, from nothing. */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  quick: {
    name: "quick",
    about: "current releases, nil, no benchmarks; unless filtered, of applications the first case",
    lanes: "bare",
    history: false,
    kinds: ["probe", "application"],
    applicationsOnDemand: true,
  },
  full: { name: "full", about: "current releases, nil, every workload", lanes: "bare", history: false, kinds: ["probe", "application", "benchmark"] },
  deep: {
    name: "deep",
    about: "every release, variant, Keep and launcher",
    lanes: "all",
    history: true,
    kinds: ["probe", "application", "benchmark"],
  },
};

/** Whether a profile runs workloads of a kind, where a filter asks for something or for nothing. */
export const takesKind = ({ kinds, applicationsOnDemand }: Profile, filter: Filter, kind: WorkloadManifest["kind"]): boolean =>
  kinds.some((own) => own === kind) && !(applicationsOnDemand && filter.length === 0 && kind === "application");
