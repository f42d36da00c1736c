import { isMeasured, type Workload } from "../model/catalog.ts";
import type { ProfileName } from "../model/words.ts";
import { type Filter, namedCells } from "./filter.ts";

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
  /** Whether it runs the cases that are measured, and no others. */
  readonly measured?: boolean;
}

/** quick is what `npm start` does: at most ten minutes on two cores, from nothing. */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  quick: {
    name: "quick",
    about: "current releases, nil, probes; applications where a filter asks",
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

/** Whether a profile runs a case of a workload, where a filter asks for something or for nothing; one of a cell that is named whole, it does. */
export const takesCase = ({ kinds, applicationsOnDemand, measured }: Profile, filter: Filter, workload: Workload, caseId: string): boolean => {
  if (measured) return isMeasured(workload, caseId);
  const { kind, id } = workload.manifest;
  if (kind !== "trust" && namedCells(filter).some((cell) => cell.workload === id && cell.case === caseId)) return true;
  return kinds.some((own) => own === kind) && !(applicationsOnDemand && filter.length === 0 && kind === "application");
};
