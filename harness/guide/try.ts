import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Session } from "../engine/session.ts";
import { clientEnvironment, searchPath } from "../host/environment.ts";
import { home } from "../host/home.ts";
import { PlainLauncher } from "../launch/plain.ts";
import type { Package } from "../model/generated/package.ts";
import { buildCandidates } from "../plan/candidates.ts";
import { parseFilter } from "../plan/filter.ts";
import { profiles } from "../plan/profile.ts";
import { pinnedPackages } from "../probe/provision-engine.ts";
import { parseGuide } from "./parse.ts";
import { type BlockResult, runGuide } from "./run.ts";

/** What came of a guide: its blocks, or why it was not run. */
export type Tried = { readonly blocks: readonly BlockResult[] } | { readonly notRun: string };

type Ground = Pick<Session, "catalog" | "provisioner" | "store">;

/** How long a whole guide may take, in milliseconds. */
const longestMs = 900_000;

interface Wanted {
  readonly packages: Readonly<Record<string, Package>>;
  readonly ids: readonly string[];
  readonly folder: string;
}

// The toolchains that `provision` gets, and the engines that the guide names.
const wantedBy = ({ catalog }: Ground, id: string, text: string): Wanted[] => {
  const placed = catalog.languages.get(id);
  const toolchains = new Set(buildCandidates(catalog, profiles.quick, parseFilter([`language=${id}`])).map(({ toolchain }) => toolchain));
  const engines = new Set([...text.matchAll(/\bruntime=([a-z0-9,-]+)/g)].flatMap(([, names = ""]) => names.split(",")));
  return [
    ...[...toolchains].flatMap((name) =>
      placed ? [{ packages: placed.manifest.package ?? {}, ids: placed.manifest.toolchain[name]?.packages ?? [], folder: placed.folder }] : [],
    ),
    ...[...engines].flatMap((runtime) => {
      const { manifest, releases, folder } = catalog.runtimes.get(runtime) ?? {};
      const release = releases?.find(({ current, optional }) => current && !optional);
      if (!manifest || !release || folder === undefined) return [];
      return [{ packages: pinnedPackages(manifest.package, release), ids: Object.keys(manifest.package), folder }];
    }),
  ];
};

// About how many seconds it takes to fetch what a language's guide uses and this machine lacks.
const secondsToFetch = async (ground: Ground, id: string, text: string): Promise<number> => {
  const all = await Promise.all(wantedBy(ground, id, text).map(({ packages, ids, folder }) => ground.provisioner.secondsFor(packages, ids, folder)));
  return all.reduce((sum, each) => sum + each, 0);
};

/**
 * Does what a language's guide says, in an empty folder. Compilers keep what they compile in the store. `most`: so many seconds of fetching at most, else it
 * is not run. What a block leaves running is ended.
 */
export const tryGuide = async (ground: Ground, id: string, most = Number.POSITIVE_INFINITY): Promise<Tried> => {
  const placed = ground.catalog.languages.get(id);
  const path = placed && join(placed.folder, "guide.md");
  if (path === undefined || !existsSync(path)) return { notRun: "it has no guide" };
  const text = readFileSync(path, "utf8");
  const seconds = await secondsToFetch(ground, id, text);
  if (seconds > most)
    return { notRun: Number.isFinite(seconds) ? `what it uses takes about ${seconds} s to fetch` : "a program that it uses, or that gets one, is not on PATH" };
  const env = Object.fromEntries(Object.entries(clientEnvironment()).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  const own = {
    ...{ PATH: [home, ...searchPath()].join(delimiter), XDG_CACHE_HOME: join(ground.store, "cache/guides") },
    ...{ GATEHOUSE_STORE: ground.store, GATEHOUSE_WITH: "", NO_COLOR: "1", LC_ALL: "C.UTF-8" },
  };
  const launcher = new PlainLauncher();
  try {
    return { blocks: await runGuide(parseGuide(text), { launcher, scratch: join(ground.store, "tmp"), env: { ...env, ...own }, timeMs: longestMs }) };
  } finally {
    await launcher.close();
  }
};
