/** What became of a foreign suite's tests: those that are workloads now, and those that are not run. */
export interface ImportedSuite {
  /** By the path of the test in its suite: the id of its workload. */
  readonly tests: Readonly<Record<string, string>>;
  /** How many of these tests each target has. */
  readonly targets: Readonly<Record<string, number>>;
  /** Tests that the suite's own expectations leave out. */
  readonly skipped: readonly string[];
  /** Tests that nothing can run as they are, with the reason. */
  readonly not: readonly { readonly test: string; readonly why: string }[];
}
