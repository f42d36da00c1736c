// Generated from schemas/ by `npm run schemas`. Do not edit.

/**
 * results/policy.toml: what refuses a release, and what each track is held against.
 */
export interface PolicyFile {
  /**
   * Tiers of languages whose regressions refuse a candidate; the others are reported.
   */
  tiers?: (1 | 2 | 3)[];
  /**
   * Keeps in which a candidate must have been run; without one of them it is refused.
   *
   * @minItems 1
   */
  keeps?: string[];
  /**
   * What becomes of a candidate whose streams differ although both sides pass.
   */
  changed?: "report" | "refuse";
  times?: Times;
  /**
   * Cells that do not count: they are run and reported, and refuse nothing.
   */
  ignore?: Ignored[];
  /**
   * The release that candidates of a runtime are held against where the command names none.
   */
  baseline?: Baseline[];
}
/**
 * What refuses a candidate where times are measured, with `gatehouse gate --bench`.
 */
export interface Times {
  /**
   * Percent by which times must differ to count.
   */
  percent?: number;
  /**
   * What becomes of a candidate of which it cannot be told whether it is slower.
   */
  unsure?: "report" | "refuse";
}
export interface Ignored {
  /**
   * A cell in which * stands for any text.
   */
  cells: string;
  reason: string;
  /**
   * The last day it holds, YYYY-MM-DD.
   */
  until: string;
}
export interface Baseline {
  /**
   * RUNTIME@VERSION; one a runtime.
   */
  release: string;
  reason: string;
}
