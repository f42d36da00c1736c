import { readAgenda } from "../engine/select.ts";
import type { Session } from "../engine/session.ts";
import type { LaneWish } from "../model/agenda.ts";
import { type Workload, withoutFurther } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import { printRoute, type Route } from "../model/ids.ts";
import { buildFacts, caseFacts } from "../plan/candidates.ts";
import { parseFilter, selects } from "../plan/filter.ts";
import { profiles } from "../plan/profile.ts";
import { cellTerms } from "../trace/find.ts";

/** A case by a route in the lanes of one runtime at one place: a cell without its release. */
export interface Subject {
  /** WORKLOAD/CASE. */
  readonly case: string;
  readonly route: Route;
  readonly runtime: string;
  readonly keep: string;
  readonly launcher: string;
  readonly variant: string | undefined;
  readonly architecture: string;
  /** The release that the cell names: the first end where no other one is named. */
  readonly version: string | undefined;
}

const shown = 10;

const pick = <T>(all: readonly T[], said: string, what: string, name: (each: T) => string): T => {
  const [first, ...others] = all;
  if (first === undefined)
    throw new GatehouseError("bisect/unknown", `${JSON.stringify(said)} fits no ${what}`, { hint: "`gatehouse run --list WORKLOAD` lists cells" });
  if (others.length === 0) return first;
  throw new GatehouseError("bisect/several", `${JSON.stringify(said)} fits ${all.length} ${what}s`, {
    hint: `name one ${what}, as in WORKLOAD/CASE,LANGUAGE/TOOLCHAIN.TARGET,RUNTIME:`,
    more: all.slice(0, shown).map(name),
  });
};

// By the words of filters: of these, only what a runtime is called is left where a release is named.
const withoutRelease = (terms: readonly string[]): { readonly terms: readonly string[]; readonly version: string | undefined } => {
  const release = terms.find((term) => term.startsWith("release="));
  if (release === undefined) return { terms, version: undefined };
  const [runtime = "", version] = release.slice("release=".length).split("@");
  return { terms: terms.map((term) => (term === release ? `runtime=${runtime}` : term)), version };
};

const placeName = ({ runtime, keep, launcher, variant, architecture }: LaneWish): string =>
  `${runtime}${variant === undefined ? "" : `+${variant}`}/${keep}:${launcher}-${architecture}`;

/** Finds the case, the route and the place that a text means, by manifests alone. Throws a GatehouseError where it is none, or several. */
export const findSubject = ({ catalog }: Pick<Session, "catalog">, said: string): Subject => {
  const { terms, version } = withoutRelease(cellTerms(said));
  const isPlaced = terms.some((term) => term.includes(",") || term.startsWith("lane="));
  const profile = { ...profiles.deep, lanes: isPlaced ? ("all" as const) : ("bare" as const) };
  const filter = parseFilter(terms);
  const { agenda } = readAgenda({ catalog }, profile, filter);
  const places = new Map(agenda.wishes.filter(({ partner }) => !partner).map((wish) => [placeName(wish), wish]));
  const [, place] = pick([...places], said, "runtime", ([name]) => name);
  const cases = new Map(agenda.cases.map((entry) => [entry.case, entry]));
  const own = agenda.builds
    .filter(({ target }) => catalog.runtimes.get(place.runtime)?.manifest.target[target] !== undefined)
    .flatMap((build) => build.cases.map((entry) => ({ build, entry, name: `${build.workload}/${entry}` })))
    .filter(({ build, entry }) => selects(filter, { ...caseFacts(catalog.workloads.get(build.workload) as Workload, entry), ...buildFacts(catalog, build) }))
    .filter(({ build, name }) => cases.get(name)?.kind !== "trust" && (cases.get(name)?.targets?.includes(build.target) ?? true));
  const one = pick(
    withoutFurther(catalog, own, ({ build }) => build),
    said,
    "cell",
    ({ build, name }) => `${name},${printRoute(build)}`,
  );
  const { language, toolchain, target } = one.build;
  const { runtime, keep, launcher, variant, architecture } = place;
  return {
    case: one.name,
    route: { language, toolchain, target },
    runtime,
    keep,
    launcher,
    variant,
    architecture,
    version: version ?? (isPlaced ? place.version : undefined),
  };
};

/** Filters that select the cell of a subject in one release. */
export const termsOf = (subject: Subject, version: string): readonly string[] => [
  `case=${subject.case}`,
  `route=${printRoute(subject.route)}`,
  `release=${subject.runtime}@${version}`,
  `keep=${subject.keep}`,
  `launcher=${subject.launcher}`,
  ...(subject.variant === undefined ? [] : [`variant=${subject.variant}`]),
];

/** Where a subject runs, as its lanes say it after their release. */
export const placeText = ({ keep, launcher, variant, architecture }: Subject): string =>
  `${variant === undefined ? "" : `+${variant}`}/${keep}:${launcher}-${architecture}`;
