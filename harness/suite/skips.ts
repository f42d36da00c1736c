import { resolve } from "node:path";
import { readToml } from "../catalog/read-manifest.ts";
import type { SuiteSkips } from "../model/generated/suite-skips.ts";

/** Whether a file of a suite's expectations says that a test is not run, by the suite's name and the test's. */
export type Skips = (suite: string | undefined, test: string) => boolean;

/** Reads files of a suite's expectations. Throws a GatehouseError for the first one that is wrong, or not there; `root` is left out of their paths. */
export const readSkips = async (files: readonly string[], root: string): Promise<Skips> => {
  const read = await Promise.all(files.map((file) => readToml<SuiteSkips>("suite-skips", resolve(file), root)));
  const skipped = new Set(
    read.flatMap(({ value }) => (value.suite ?? []).flatMap(({ name, test = [] }) => test.map((own) => JSON.stringify([name, own.name])))),
  );
  return (suite, test) => suite !== undefined && skipped.has(JSON.stringify([suite, test]));
};
