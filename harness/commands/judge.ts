import type { RunRecord } from "../judge/fold.ts";
import { exitCodes } from "../model/errors.ts";
import { printable, several } from "../model/text.ts";
import type { Verdict } from "../model/words.ts";
import { loadRun } from "./matrix.ts";
import { print, printJson } from "./output.ts";

const words = (verdict: Verdict): string => {
  switch (verdict.is) {
    case "pass":
      return "pass";
    case "fail":
      return `fail by ${verdict.cause}: ${verdict.detail}`;
    case "unsupported":
      return `unsupported ${verdict.capability}: ${verdict.proof}`;
    case "broken":
      return `broken ${verdict.stage}: ${verdict.detail}`;
  }
};

const lines = ({ header, rejudged, cells }: RunRecord): string[] => [
  ...rejudged.flatMap(({ cell, told, now }) => [cell, `  then  ${printable(words(told))}`, `  today ${printable(words(now))}`]),
  `run ${header.run}: ${several(cells.length, "cell")} judged again, ${several(rejudged.length, "verdict")} changed`,
];

/** `gatehouse judge`: judges the facts of a run again, and tells which verdicts are others today. Exit code 0; 1 where one changed. */
export const judgeCommand = async (root: string, said: string | undefined, json: boolean): Promise<number> => {
  const { record } = await loadRun(root, said);
  const { header, cells, rejudged } = record;
  if (json) printJson({ run: header.run, cells: cells.length, rejudged });
  else print(lines(record));
  return rejudged.length === 0 ? exitCodes.ok : exitCodes.unexpected;
};
