import type { ProfileName } from "../model/words.ts";

/** What a profile covers. */
export interface Profile {
  readonly name: ProfileName;
  readonly about: string;
  /** Which lanes: those of the bare machine, without variants; or all that manifests allow. */
  readonly lanes: "bare" | "all";
  /** Whether it runs releases that are not current. */
  readonly history: boolean;
  readonly kinds: readonly ("probe" | "application" | "benchmark")[];
}

/** quick is what `npm start` does: at most ten minutes on two cores, from nothing. */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  quick: { name: "quick", about: "current releases, nil, no benchmarks", lanes: "bare", history: false, kinds: ["probe", "application"] },
  full: { name: "full", about: "current releases, nil, every workload", lanes: "bare", history: false, kinds: ["probe", "application", "benchmark"] },
  deep: {
    name: "deep",
    about: "every release, variant, Keep and launcher",
    lanes: "all",
    history: true,
    kinds: ["probe", "application", "benchmark"],
  },
};
