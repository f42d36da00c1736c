import type { ProfileName } from "../model/words.ts";

/** What a profile covers. */
export interface Profile {
  readonly name: ProfileName;
  readonly about: string;
  /** Launchers whose lanes it runs. */
  readonly launchers: readonly string[];
  /** Whether it runs releases that are not current. */
  readonly history: boolean;
  readonly kinds: readonly ("probe" | "application" | "benchmark")[];
}

/** quick is what `npm start` does: at most ten minutes on two cores, from nothing. */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  quick: { name: "quick", about: "current releases, nil, no benchmarks", launchers: ["host"], history: false, kinds: ["probe", "application"] },
  full: { name: "full", about: "current releases, nil, every workload", launchers: ["host"], history: false, kinds: ["probe", "application", "benchmark"] },
  deep: {
    name: "deep",
    about: "every release, every Keep and launcher",
    launchers: ["host", "qemu-user", "qemu", "snp-vm"],
    history: true,
    kinds: ["probe", "application", "benchmark"],
  },
};
