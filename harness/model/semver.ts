import coerce from "semver/functions/coerce.js";
import compare from "semver/functions/compare.js";
import type { ReleaseId } from "./ids.ts";
import { byText } from "./record.ts";

// semver's index loads four times as many files as these functions need.
export { default as rcompare } from "semver/functions/rcompare.js";
export { default as satisfies } from "semver/functions/satisfies.js";
export { default as valid } from "semver/functions/valid.js";
export { default as validRange } from "semver/ranges/valid.js";
export { coerce, compare };

/** Orders versions from the oldest to the newest; those that are none by their text. */
export const byVersion = (a: string, b: string): number => {
  const [x, y] = [coerce(a, { includePrerelease: true }), coerce(b, { includePrerelease: true })];
  return (x && y && compare(x, y)) || byText(a, b);
};

/** Orders releases by runtime, those of one from the oldest to the newest. */
export const byRelease = (a: ReleaseId, b: ReleaseId): number => byText(a.runtime, b.runtime) || byVersion(a.version, b.version);
