import type { Catalog } from "./catalog.ts";
import type { ReleaseManifest } from "./generated/releases.ts";
import type {
  Alternative,
  EndingRule,
  Inexpressible,
  Modes,
  Notice,
  OwnKeep,
  RuntimeManifest,
  RuntimeTarget,
  SocketPassing,
  Variant,
} from "./generated/runtime.ts";
import type { Presets } from "./generated/workload.ts";
import type { ReleaseId } from "./ids.ts";
import { once } from "./once.ts";
import { coerce, rcompare, satisfies, valid } from "./semver.ts";
import type { Capability, Target } from "./words.ts";

/** What a command of a runtime is for. */
export type Mode = keyof Modes;

type Words = readonly (string | Alternative)[];
type Settled<T> = Omit<T, "range" | "argv">;

/** How one version of a runtime runs a target: no ranges are left. */
export interface ResolvedTarget extends Pick<RuntimeTarget, "standby" | "report" | "trace" | "last-words" | "config-file" | "cache" | "process-env"> {
  readonly mode: Readonly<Partial<Record<Mode, readonly string[]>>> & { readonly run: readonly string[] };
  readonly directory: readonly string[];
  readonly variable: readonly string[];
  readonly presets?: Readonly<Partial<Record<keyof Presets, readonly string[]>>>;
  /** How argv[0] and a module beside the program are said; absent: they cannot be. */
  readonly argv0?: readonly string[];
  readonly preload?: readonly string[];
  /** Words for each proposal that the engine can be asked for; absent: for none. */
  readonly proposal?: Readonly<Record<string, readonly string[]>>;
  readonly sockets?: Settled<SocketPassing>;
  readonly claims: readonly Capability[];
  readonly inexpressible: readonly Settled<Inexpressible>[];
  readonly endings: readonly Settled<EndingRule>[];
  readonly notices: readonly Settled<Notice>[];
}

/** A runtime as one of its versions is: of all that its manifest says for ranges of releases, what holds there. */
export interface ResolvedRuntime extends Pick<RuntimeManifest, "id" | "name" | "homepage" | "package" | "leaks" | "reports" | "platform-script"> {
  /** The command that prints its version. */
  readonly version: readonly string[];
  readonly platform: readonly string[] | undefined;
  readonly variant: Readonly<Record<string, Settled<Variant> & { readonly argv: readonly string[] }>>;
  readonly keep: Readonly<Record<string, Settled<OwnKeep> & { readonly argv: readonly string[] }>>;
  readonly target: Readonly<Partial<Record<Target, ResolvedTarget>>>;
}

const semverOf = (version: string): string | undefined => valid(version) ?? (/^\d+(\.\d+)?$/.test(version) ? coerce(version)?.version : undefined);

/** The alternatives of words that stand for ranges of releases; plain words are the only one. */
export const alternativesOf = (words: Words): readonly Alternative[] => {
  const alternatives = words.filter((word) => typeof word !== "string");
  return alternatives.length > 0 ? alternatives : [{ argv: words as string[] }];
};

/**
 * The runtime as it is at a version. What is no semantic version, a binary on disk (`path:…`) or one on PATH that was not asked yet,
 * is like the newest of the releases; where these have no versions, no range holds for it.
 */
export const resolveRuntime = (
  manifest: RuntimeManifest,
  releases: readonly Pick<ReleaseManifest, "version">[],
  version: string | undefined,
): ResolvedRuntime => {
  const newest = (): string | undefined => releases.flatMap((release) => semverOf(release.version ?? "") ?? []).sort(rcompare)[0];
  const at = semverOf(version ?? "") ?? newest();
  const holds = ({ range }: { readonly range?: string }): boolean =>
    range === undefined || (at !== undefined && satisfies(at, range, { includePrerelease: true }));
  const those = <T extends { readonly range?: string }>(all: readonly T[] = []): Omit<T, "range">[] => all.filter(holds).map(({ range: _, ...rest }) => rest);
  const wordsOf = (words: Words): readonly string[] | undefined => alternativesOf(words).find(holds)?.argv;
  const named = <T, R>(all: Readonly<Record<string, T>> = {}, resolve: (each: T) => R | undefined): Record<string, R> =>
    Object.fromEntries(
      Object.entries(all).flatMap(([name, each]) => {
        const own = resolve(each);
        return own === undefined ? [] : [[name, own]];
      }),
    );
  const withWords = <T extends { readonly range?: string; readonly argv: Words }>(each: T): (Settled<T> & { readonly argv: readonly string[] }) | undefined => {
    const { range: _, argv: words, ...rest } = each;
    const argv = wordsOf(words);
    return holds(each) && argv ? { ...rest, argv } : undefined;
  };
  const resolveTarget = ({
    mode,
    directory,
    variable,
    presets,
    argv0,
    preload,
    proposal,
    sockets,
    claims,
    inexpressible,
    endings,
    notices,
    range,
    ...rest
  }: RuntimeTarget): ResolvedTarget | undefined => {
    const { run, ...others } = named<Words, readonly string[]>({ ...mode }, wordsOf);
    const [passing] = those(sockets);
    if (!run) return undefined;
    return {
      ...rest,
      mode: { run, ...others },
      directory: wordsOf(directory ?? []) ?? [],
      variable: wordsOf(variable ?? []) ?? [],
      ...(presets ? { presets: named<Words, readonly string[]>({ ...presets }, wordsOf) } : {}),
      ...named({ argv0: argv0 ?? [], preload: preload ?? [] }, (words) => (words.length > 0 ? wordsOf(words) : undefined)),
      ...(proposal ? { proposal: named(proposal, wordsOf) } : {}),
      ...(passing ? { sockets: passing } : {}),
      claims: (holds(range === undefined ? {} : { range }) ? claims : []).flatMap((claim) =>
        typeof claim === "string" ? claim : holds(claim) ? claim.capability : [],
      ),
      inexpressible: those(inexpressible),
      endings: those(endings),
      notices: those(notices),
    };
  };
  const { id, name, homepage, package: packages, leaks, reports, "platform-script": script } = manifest;
  return {
    ...{
      id,
      name,
      package: packages,
      ...(homepage === undefined ? {} : { homepage }),
      ...(leaks === undefined ? {} : { leaks }),
      ...(reports === undefined ? {} : { reports }),
      ...(script === undefined ? {} : { "platform-script": script }),
    },
    version: wordsOf(manifest.version) ?? [],
    platform: manifest.platform && wordsOf(manifest.platform),
    variant: named(manifest.variant, withWords),
    keep: named(manifest.keep, withWords),
    target: named(manifest.target, resolveTarget),
  };
};

/** Tells a runtime as it is at a release, or in a lane of it, resolved once for all cells; undefined where the project has no such runtime. */
export const laneRuntimes = ({ runtimes }: Pick<Catalog, "runtimes">): ((release: ReleaseId) => ResolvedRuntime | undefined) => {
  const resolved = once((runtime) => {
    const placed = runtimes.get(runtime);
    return once((version) => placed && resolveRuntime(placed.manifest, placed.releases, version));
  });
  return ({ runtime, version }) => resolved(runtime)(version);
};
