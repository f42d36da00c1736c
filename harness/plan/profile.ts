import { isMeasured, type Workload } from "../model/catalog.ts";
import type { ProfileName } from "../model/words.ts";
import { type Facts, type Filter, namedCells, namesCase, namesLanguage } from "./filter.ts";

/** What a profile covers. */
export interface Profile {
  readonly name: ProfileName;
  readonly about: string;
  /** Which lanes: those of the bare machine, without variants; or all that manifests allow. */
  readonly lanes: "bare" | "all";
  /** Whether it runs releases that are not current. */
  readonly history: boolean;
  readonly kinds: readonly ("probe" | "application" | "benchmark")[];
  /** Whether an application runs only where a filter names it: a first run would wait too long for all of them to compile. */
  readonly applicationsOnDemand?: boolean;
  /** Whether languages of tier 3, and runtimes that say so, run only where a filter names them: to fetch all of them makes a first run wait too. */
  readonly toolsOnDemand?: boolean;
  /**
   * Which probes run a sample. everywhere: all but those of reference ports, and those too in sampled runtimes. in-sampled: in sampled runtimes all but
   * those of reference ports, and none that a filter names by language, runtime or workload. Absent: none.
   */
  readonly samples?: "everywhere" | "in-sampled" | undefined;
  /** Whether it runs the cases that are measured, and no others. */
  readonly measured?: boolean;
}

/** quick is what `npm start` does. */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  quick: {
    name: "quick",
    about: "current releases, nil: every capability of each language of tier 1 and 2 in each engine, every probe in one language, and what a filter names",
    lanes: "bare",
    history: false,
    kinds: ["probe", "application"],
    applicationsOnDemand: true,
    toolsOnDemand: true,
    samples: "everywhere",
  },
  full: {
    name: "full",
    about: "current releases, nil, every workload; in engines that are sampled every probe in one language, and what a filter names",
    lanes: "bare",
    history: false,
    kinds: ["probe", "application", "benchmark"],
    samples: "in-sampled",
  },
  deep: {
    name: "deep",
    about: "every release, variant, Keep and launcher",
    lanes: "all",
    history: true,
    kinds: ["probe", "application", "benchmark"],
  },
};

/** Full without any sample: for commands that look closer at what a filter selects. */
export const everything: Profile = { ...profiles.full, samples: undefined };

/** Whether a profile runs a case of a workload. It runs a case of a cell that the filter names whole, and applications that the filter names. */
export const takesCase = ({ kinds, applicationsOnDemand, measured }: Profile, filter: Filter, workload: Workload, caseId: string): boolean => {
  if (measured) return isMeasured(workload, caseId);
  const { kind, id } = workload.manifest;
  if (kind !== "trust" && namedCells(filter).some((cell) => cell.workload === id && cell.case === caseId)) return true;
  if (!kinds.some((own) => own === kind)) return false;
  return !(applicationsOnDemand && kind === "application") || namesCase(filter, { workload: id, case: `${id}/${caseId}`, kind });
};

/** Whether a profile runs ports of a language, by the facts of a port and its route. */
export const takesLanguage = ({ toolsOnDemand }: Profile, filter: Filter, facts: Facts): boolean =>
  !(toolsOnDemand && facts.tier === "3") || namesLanguage(filter, facts);
