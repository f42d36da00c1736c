import type { Rejudged } from "../model/rows.ts";
import { printable, several } from "../model/text.ts";
import type { Verdict } from "../model/words.ts";

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

/** Lines that tell which verdicts of a run are others today. */
export const rejudgedLines = (run: string, cells: number, rejudged: readonly Rejudged[]): string[] => [
  ...rejudged.flatMap(({ cell, told, now }) => [cell, `  then  ${printable(words(told))}`, `  today ${printable(words(now))}`]),
  `run ${run}: ${several(cells, "cell")} judged again, ${several(rejudged.length, "verdict")} changed`,
];
