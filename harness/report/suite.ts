import type { ImportedSuite } from "../model/suite.ts";
import type { Style } from "./style.ts";

/** Tests of a suite that are not run, each with its reason; nothing where all are. */
export const notRunLines = ({ tests, skipped, not }: ImportedSuite, style: Style): string[] => {
  const run = Object.keys(tests).length;
  return [
    ...not.map(({ test, why }) => `${style.bad("not run")}  ${test}: ${why}`),
    ...(skipped.length > 0 ? [`${style.bold("skipped")}  by the suite's expectations: ${skipped.join(", ")}`] : []),
    ...(not.length + skipped.length > 0 ? [`${run} of ${run + skipped.length + not.length} tests are run`] : []),
  ];
};

/** A suite's tests with the ids of their workloads, and those that are not run. */
export const suiteLines = (told: ImportedSuite & { readonly folder: string }, style: Style): string[] => [
  `laid out in ${told.folder}`,
  ...Object.entries(told.tests).map(([test, id]) => `${id}  ${test}`),
  ...notRunLines(told, style),
];
