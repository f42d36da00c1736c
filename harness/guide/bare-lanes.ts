import { isPlain, parseLane } from "../model/ids.ts";
import { byText } from "../model/record.ts";
import { byVersion } from "../model/semver.ts";

interface OfLane {
  readonly lane: string;
}

const isOnBare = ({ lane }: OfLane): boolean => isPlain(parseLane(lane));

/** A lane's release as people write it: `wasmtime 49.0.3`. */
export const releaseOf = (lane: string): string => {
  const { runtime, version } = parseLane(lane);
  return `${runtime} ${version}`;
};

/** Orders lanes of one runtime from the oldest release to the newest. */
export const compareReleases = (a: string, b: string): number => byVersion(parseLane(a).version, parseLane(b).version);

/** The lanes of a runtime on the bare machine, without variants. */
export const releasesOf = (items: readonly OfLane[], runtime: string): string[] => [
  ...new Set(items.filter((item) => isOnBare(item) && parseLane(item.lane).runtime === runtime).map(({ lane }) => lane)),
];

/** Of each runtime what is about its newest release on the bare machine, in order of the runtimes' names. */
export const newestOf = <T extends OfLane>(items: readonly T[]): T[] =>
  [...Map.groupBy(items.filter(isOnBare), ({ lane }) => parseLane(lane).runtime)]
    .sort(([a], [b]) => byText(a, b))
    .flatMap(([, own]) => own.toSorted((a, b) => compareReleases(a.lane, b.lane)).slice(-1));
