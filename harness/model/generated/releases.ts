// Generated from schemas/ by `npm run schemas`. Do not edit.

/**
 * harness/runtimes/<id>/releases.toml: the releases of a runtime that are tried, each with the package that it is.
 */
export interface ReleasesManifest {
  /**
   * @minItems 1
   */
  release: ReleaseManifest[];
}
export interface ReleaseManifest {
  /**
   * The version that it reports itself; absent where whatever is on PATH is used.
   */
  version?: string;
  /**
   * The package's version, where it differs.
   */
  "package-version"?: string;
  /**
   * @minItems 1
   */
  digests?: string[];
  lock?: string;
  /**
   * Whether the quick and full profiles run it.
   */
  current: boolean;
  /**
   * Whether it is of no interest where it is not there: its lane is then left out, not listed as unavailable.
   */
  optional?: boolean;
  /**
   * Factor on every time limit, besides its Keep's, for a build that is slower than engines are.
   */
  slowdown?: number;
}
